import { XMLParser } from 'fast-xml-parser';

/** A QueueConfiguration of a bucket's NotificationConfiguration. */
export interface QueueNotification {
  queueArn: string;
  /** E.g. `s3:ObjectCreated:*`. */
  events: string[];
  prefix: string;
  suffix: string;
}

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ['QueueConfiguration', 'Event', 'FilterRule'].includes(name),
});

/**
 * Reads the body of PutBucketNotificationConfiguration.
 *
 * @throws Error for targets other than queues: only queues are supported.
 */
export function parseNotifications(xml: string): QueueNotification[] {
  const { NotificationConfiguration: configuration } = parser.parse(xml) as {
    NotificationConfiguration?: { QueueConfiguration?: QueueConfigurationXml[] } | '';
  };
  const { QueueConfiguration = [], ...others } = configuration || {};
  const unknown = Object.keys(others).filter((name) => !name.startsWith('?') && !name.startsWith('@'));
  if (unknown.length > 0) {
    throw new Error(`Bucket notifications go to queues only, not to ${unknown.join(', ')}`);
  }
  return QueueConfiguration.map(({ Queue, Event, Filter }) => {
    const rules = Filter?.S3Key?.FilterRule ?? [];
    const value = (name: string) => rules.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
    return { queueArn: Queue, events: Event, prefix: value('prefix'), suffix: value('suffix') };
  });
}

interface QueueConfigurationXml {
  Queue: string;
  Event: string[];
  Filter?: { S3Key?: { FilterRule?: { Name: string; Value: string }[] } };
}

/** True if an event of an object, e.g. `ObjectCreated:Put`, goes to the queue. */
export function notifies({ events, prefix, suffix }: QueueNotification, event: string, key: string): boolean {
  const wanted = events.some((pattern) => {
    const name = pattern.replace(/^s3:/, '');
    return name.endsWith('*') ? event.startsWith(name.slice(0, -1)) : event === name;
  });
  return wanted && key.startsWith(prefix) && key.endsWith(suffix);
}

/** Form encoding as in S3's notifications: a space becomes a plus sign, a slash stays. */
export const encodeKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
