import { unmarshall } from '@aws-sdk/util-dynamodb';
import { cloudEvent, type EventType, type OutboxEvent } from '@orderflow/domain';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { correlationIdFrom } from './correlation.ts';

/** What a service says about the events of its items. */
export interface OutboxOptions {
  /** CloudEvents `source`, e.g. `/orderflow/orders`. */
  source: string;
  /**
   * The event's subject and data, from the item as it was after the write that set the event, and attributes of the
   * message beside `type`, for subscriptions to filter by.
   */
  describe(
    item: Record<string, unknown>,
    type: EventType,
  ): { subject: string; data: object; attributes?: Record<string, string> };
}

/** An event as a write announced it. */
export interface Announced {
  event: ReturnType<typeof cloudEvent>;
  /** Of its message. */
  attributes: Record<string, string>;
  /** When the write was that set the event, in milliseconds. */
  since: number;
}

/** An event's id is its entry's in a batch. @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html */
const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * What a record of a table's stream announces: whoever reads the stream takes the same for an event.
 *
 * @returns undefined when the write set no event.
 * @throws Error when the record's event never can be published.
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
  // What an event is about does not hang on its correlation id. Its own id has the form of one.
  const correlationId = correlationIdFrom(set.correlationId, set.id);
  const event = cloudEvent(source, subject, { ...set, correlationId }, data);
  const since = Date.parse(event.time);
  if (Number.isNaN(since)) throw new Error('the event has no time');
  return { event, attributes, since };
}

const image = (attributes: Record<string, AttributeValue> | undefined) =>
  attributes && unmarshall(attributes as Parameters<typeof unmarshall>[0]);

/** The table of a stream, by the ARN of a record of it. */
export const tableOf = ({ eventSourceARN }: Partial<DynamoDBRecord> = {}): string =>
  eventSourceARN?.split('/')[1] ?? 'table';

export const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';

/** Where a record is: the item carries its last event. */
export const placeOf = (record: DynamoDBRecord): object => ({
  table: tableOf(record),
  keys: record.dynamodb?.Keys,
  eventId: record.dynamodb?.NewImage?.['event']?.M?.['id']?.S,
});
