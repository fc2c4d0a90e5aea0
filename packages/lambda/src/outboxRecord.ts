import { unmarshall } from '@aws-sdk/util-dynamodb';
import { cloudEvent, type EventType, type OutboxEvent } from '@orderflow/domain';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { correlationIdFrom } from './correlation.ts';

/** How a service describes the events of its items. */
export interface OutboxOptions {
  /** CloudEvents `source`, e.g. `/orderflow/orders`. */
  source: string;
  /**
   * The event's subject and data, from the item as it was after the write that set the event. `attributes` are message
   * attributes beside `type`, for subscription filters.
   */
  describe(
    item: Record<string, unknown>,
    type: EventType,
  ): { subject: string; data: object; attributes?: Record<string, string> };
}

/** An event as a write announced it. */
export interface Announced {
  event: ReturnType<typeof cloudEvent>;
  /** The attributes of its message. */
  attributes: Record<string, string>;
  /** Time of the write that set the event, in milliseconds since 1970. */
  since: number;
}

/**
 * The event's id is also its entry's id in a batch. @see
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html
 */
const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * The event that a record of a table's stream announces. All readers of the stream use this, so that they see the same
 * events.
 *
 * @returns undefined when the write set no event.
 * @throws Error when the record's event can never be published.
 */
export function announcedIn(
  { dynamodb }: DynamoDBRecord,
  { source, describe }: OutboxOptions,
): Announced | undefined {
  const after = image(dynamodb?.NewImage);
  const set = after?.['event'] as OutboxEvent | undefined;
  if (!after || !set || set.id === dynamodb?.OldImage?.['event']?.M?.['id']?.S) return undefined;
  if (!ENTRY_ID.test(set.id)) throw new Error('the event has an id that the topic does not take');
  const { subject, data, attributes = {} } = describe(after, set.type);
  // A bad correlation id must not stop an event. Its own id has the same form and replaces it.
  const correlationId = correlationIdFrom(set.correlationId, set.id);
  const event = cloudEvent(source, subject, { ...set, correlationId }, data);
  const since = Date.parse(event.time);
  if (Number.isNaN(since)) throw new Error('the event has no time');
  return { event, attributes, since };
}

const image = (attributes: Record<string, AttributeValue> | undefined) =>
  attributes && unmarshall(attributes as Parameters<typeof unmarshall>[0]);

/** The name of the stream's table, from the ARN in a record. */
export const tableOf = ({ eventSourceARN }: Partial<DynamoDBRecord> = {}): string =>
  eventSourceARN?.split('/')[1] ?? 'table';

export const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';

/** Where to find the record's event: the item still carries its last one. */
export const placeOf = (record: DynamoDBRecord): object => ({
  table: tableOf(record),
  keys: record.dynamodb?.Keys,
  eventId: record.dynamodb?.NewImage?.['event']?.M?.['id']?.S,
});
