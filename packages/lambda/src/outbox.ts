import { PublishBatchCommand, type PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { cloudEvent, type EventType, type OutboxEvent } from '@orderflow/domain';
import { type ActiveSpan, recorder as ownRecorder, traced, traceFields } from '@orderflow/tracing';
import type {
  AttributeValue,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  Context as LambdaContext,
} from 'aws-lambda';
import { batchSpans } from './batchSpans.ts';
import { env } from './env.ts';
import { errorFields, type Fields, logger } from './log.ts';
import { toMessage } from './message.ts';
import { measure } from './metrics.ts';
import { inBatches } from './publishBatches.ts';
import { type SetAside, setAside } from './setAside.ts';
import { CORRELATION_ID, eventAttributes, invocationAttributes } from './spanAttributes.ts';

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

interface Outgoing {
  record: DynamoDBRecord;
  event: ReturnType<typeof cloudEvent>;
  /** What a log line says of the event. */
  fields: Fields;
  /** When the write was that set the event, in milliseconds. */
  since: number;
  entry: PublishBatchRequestEntry;
}

const sns = traced(
  new SNSClient({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  }),
);
const topicArn = () => env('EVENTS_TOPIC_ARN');
const sideQueue = (records: SetAside[]) => setAside(records, env('FAILURES_QUEUE_ARN'));

/**
 * The handler that carries a table's outbox to the topic: publishes the `event` attribute of every record whose event
 * id changed.
 *
 * A record that could not be published is reported, and Lambda repeats the shard from the first such record on, until
 * the stream forgets it after a day; consumers know repeated events by their id. A record that never can be published
 * would hold up its shard for that day: it is set aside, and what is behind it goes on.
 */
export function publishOutbox(
  options: OutboxOptions,
  client: Pick<SNSClient, 'send'> = sns,
  topic = topicArn,
  aside = sideQueue,
  recorder = ownRecorder,
) {
  return async (
    { Records }: DynamoDBStreamEvent,
    lambda?: Pick<LambdaContext, 'awsRequestId'>,
  ): Promise<DynamoDBBatchResponse> => {
    const outcome: Outcome = { failed: new Set(), never: [] };
    const outgoing = Records.flatMap((record) => {
      try {
        return toOutgoing(record, options) ?? [];
      } catch (error) {
        outcome.never.push(toSetAside(record, error));
        return [];
      }
    });
    const publishAll = async (spans: ActiveSpan[]) => {
      await Promise.all(inBatches(outgoing).map((batch) => publish(batch, client, topic(), outcome)));
      // What is behind a failure comes again in any case.
      const upTo = Records.findIndex((record) => outcome.failed.has(sequenceOf(record)));
      const published = new Set(Records.slice(0, upTo === -1 ? undefined : upTo).map(sequenceOf));
      const due = outcome.never.filter(({ sequenceNumber }) => published.has(sequenceNumber));
      if (due.length > 0) for (const left of await aside(due)) outcome.failed.add(left);
      for (const [index, { record }] of outgoing.entries())
        if (outcome.failed.has(sequenceOf(record))) spans[index]?.fail('NotPublished');
      // A part of any other batch comes again.
      if (outcome.failed.size === 0) measureLag(options.source, outgoing);
      return { batchItemFailures: [...outcome.failed].map((itemIdentifier) => ({ itemIdentifier })) };
    };
    const attributes = invocationAttributes('datasource', lambda);
    // Most changes of some tables are no events.
    if (outgoing.length === 0) return publishAll([]);
    const parts = outgoing.map(({ event }) => ({
      trace: event,
      attributes: { ...eventAttributes(event), [CORRELATION_ID]: event.correlationid },
    }));
    const batch = { name: `process ${tableOf(Records[0])} stream`, attributes, count: Records.length, parts };
    return batchSpans(recorder, batch, publishAll);
  };
}

const tableOf = ({ eventSourceARN }: Partial<DynamoDBRecord> = {}): string =>
  eventSourceARN?.split('/')[1] ?? 'table';

/** What became of a batch, apart from what was published. */
interface Outcome {
  /** Sequence numbers of what is to come again. */
  failed: Set<string>;
  never: SetAside[];
}

const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? '';

/** Where the record is: the item carries its last event. */
const toSetAside = (record: DynamoDBRecord, error: unknown): SetAside => ({
  sequenceNumber: sequenceOf(record),
  about: {
    table: tableOf(record),
    keys: record.dynamodb?.Keys,
    eventId: record.dynamodb?.NewImage?.['event']?.M?.['id']?.S,
  },
  error,
});

/** @throws Error when the record's event never can be published. */
function toOutgoing(record: DynamoDBRecord, { source, describe }: OutboxOptions): Outgoing | undefined {
  const after = image(record.dynamodb?.NewImage);
  const set = after?.['event'] as OutboxEvent | undefined;
  const before = image(record.dynamodb?.OldImage)?.['event'] as OutboxEvent | undefined;
  if (!after || !set || set.id === before?.id) return undefined;
  if (!ENTRY_ID.test(set.id)) throw new Error('the event has an id that the topic does not take');
  const { subject, data, attributes } = describe(after, set.type);
  const event = cloudEvent(source, subject, set, data);
  const since = Date.parse(event.time);
  if (Number.isNaN(since)) throw new Error('the event has no time');
  const fields = { correlationId: event.correlationid, ...traceFields(event) };
  return { record, event, fields, since, entry: toEntry(event, attributes) };
}

/** An event's id is its entry's in a batch. @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html */
const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

const image = (attributes: Record<string, AttributeValue> | undefined) =>
  attributes && unmarshall(attributes as Parameters<typeof unmarshall>[0]);

/** @throws Error when an attribute has a value that no request can carry: the SDK would fail the whole batch for it. */
function toEntry(
  event: ReturnType<typeof cloudEvent>,
  attributes: Record<string, string> = {},
): PublishBatchRequestEntry {
  const all = Object.entries({ ...attributes, type: event.type });
  const [bad] = all.find(([, value]) => typeof value !== 'string' || !value.isWellFormed()) ?? [];
  if (bad) throw new Error(`the event has an attribute "${bad}" that the topic does not take`);
  return {
    Id: event.id,
    Message: toMessage(event),
    MessageAttributes: Object.fromEntries(
      all.map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    ),
  };
}

/** How long each event took from its write to the topic. A batch of a stream has 100 records at most (each service's serverless.yml). */
function measureLag(source: string, outgoing: Outgoing[]): void {
  const now = Date.now();
  if (outgoing.length === 0) return;
  measure('Milliseconds', { PublishLag: outgoing.map(({ since }) => now - since) }, { Source: source });
}

/** SNS refuses the message for what it holds. A wrong topic is refused under the same name. */
const isRefused = (code = '', reason = ''): boolean =>
  /^(InvalidParameter|ParameterValueInvalid|BatchRequestTooLong)/.test(code) && !/TopicArn/i.test(reason);

async function publish(
  batch: Outgoing[],
  client: Pick<SNSClient, 'send'>,
  topic: string,
  outcome: Outcome,
): Promise<void> {
  const fail = ({ record, fields, entry }: Outgoing, error: unknown) => {
    const { name, message } = error as Error;
    if (isRefused(name, message)) {
      outcome.never.push(toSetAside(record, error));
      return;
    }
    logger(fields).error('event was not published', { eventId: entry.Id, ...errorFields(error) });
    outcome.failed.add(sequenceOf(record));
  };
  try {
    const answer = await client.send(
      new PublishBatchCommand({
        TopicArn: topic,
        PublishBatchRequestEntries: batch.map(({ entry }) => entry),
      }),
    );
    // A PublishBatch can fail in part under HTTP 200.
    const published = new Set(answer.Successful?.map(({ Id }) => Id));
    for (const one of batch) {
      if (published.has(one.entry.Id)) continue;
      const { Code = 'NoAnswer', Message = 'the topic says nothing of it' } =
        answer.Failed?.find(({ Id }) => Id === one.entry.Id) ?? {};
      fail(one, Object.assign(new Error(Message), { name: Code }));
    }
  } catch (error) {
    const { name, message } = error as Error;
    // One of them makes SNS refuse the others, too.
    if (batch.length > 1 && isRefused(name, message)) {
      for (const one of batch) await publish([one], client, topic, outcome);
      return;
    }
    for (const one of batch) fail(one, error);
  }
}
