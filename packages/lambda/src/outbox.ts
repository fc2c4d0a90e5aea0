import { PublishBatchCommand, type PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import { type ActiveSpan, recorder as ownRecorder, traced, traceFields } from '@orderflow/tracing';
import type {
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
import {
  type Announced,
  announcedIn,
  type OutboxOptions,
  placeOf,
  sequenceOf,
  tableOf,
} from './outboxRecord.ts';
import { inBatches } from './publishBatches.ts';
import { type SetAside, setAside } from './setAside.ts';
import { CORRELATION_ID, eventAttributes, invocationAttributes } from './spanAttributes.ts';

interface Outgoing extends Pick<Announced, 'event' | 'since'> {
  record: DynamoDBRecord;
  /** What a log line says of the event. */
  fields: Fields;
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

/** What became of a batch, apart from what was published. */
interface Outcome {
  /** Sequence numbers of what is to come again. */
  failed: Set<string>;
  never: SetAside[];
}

const toSetAside = (record: DynamoDBRecord, error: unknown): SetAside => ({
  sequenceNumber: sequenceOf(record),
  about: placeOf(record),
  error,
});

/** @throws Error when the record's event never can be published. */
function toOutgoing(record: DynamoDBRecord, options: OutboxOptions): Outgoing | undefined {
  const announced = announcedIn(record, options);
  if (!announced) return undefined;
  const { event, since, attributes } = announced;
  const fields = { correlationId: event.correlationid, ...traceFields(event) };
  return { record, event, fields, since, entry: toEntry(event, attributes) };
}

/** @throws Error when an attribute has a value that no request can carry: the SDK would fail the whole batch for it. */
function toEntry(event: Announced['event'], attributes: Record<string, string>): PublishBatchRequestEntry {
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
