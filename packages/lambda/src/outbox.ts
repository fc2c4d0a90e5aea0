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
  /** The fields of the event's log lines. */
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
 * The handler that publishes a table's outbox to the topic: the `event` attribute of every record whose event id
 * changed.
 *
 * A record that could not be published is reported as a batch item failure. Lambda repeats the shard from the first
 * such record on, until the record leaves the stream after a day. Consumers recognise repeated events by their id. A
 * record that can never be published would block its shard for that day, so it is set aside and the records behind it
 * go on.
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
      // Records behind a failure come again in any case.
      const upTo = Records.findIndex((record) => outcome.failed.has(sequenceOf(record)));
      const published = new Set(Records.slice(0, upTo === -1 ? undefined : upTo).map(sequenceOf));
      const due = outcome.never.filter(({ sequenceNumber }) => published.has(sequenceNumber));
      if (due.length > 0) for (const left of await aside(due)) outcome.failed.add(left);
      for (const [index, { record }] of outgoing.entries())
        if (outcome.failed.has(sequenceOf(record))) spans[index]?.fail('NotPublished');
      // After a failure, part of the batch comes again and would be measured twice.
      if (outcome.failed.size === 0) measureLag(options.source, outgoing);
      return { batchItemFailures: [...outcome.failed].map((itemIdentifier) => ({ itemIdentifier })) };
    };
    const attributes = invocationAttributes('datasource', lambda);
    // In some tables, most changes announce no event.
    if (outgoing.length === 0) return publishAll([]);
    const parts = outgoing.map(({ event }) => ({
      trace: event,
      attributes: { ...eventAttributes(event), [CORRELATION_ID]: event.correlationid },
    }));
    const batch = { name: `process ${tableOf(Records[0])} stream`, attributes, count: Records.length, parts };
    return batchSpans(recorder, batch, publishAll);
  };
}

/** The records of a batch that were not published. */
interface Outcome {
  /** Sequence numbers of the records that must come again. */
  failed: Set<string>;
  never: SetAside[];
}

const toSetAside = (record: DynamoDBRecord, error: unknown): SetAside => ({
  sequenceNumber: sequenceOf(record),
  about: placeOf(record),
  error,
});

/** @throws Error when the record's event can never be published. */
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

/**
 * Measures how long each event took from its write to the topic. A stream's batch has 100 records at most (each
 * service's serverless.yml).
 */
function measureLag(source: string, outgoing: Outgoing[]): void {
  const now = Date.now();
  if (outgoing.length === 0) return;
  measure('Milliseconds', { PublishLag: outgoing.map(({ since }) => now - since) }, { Source: source });
}

/** SNS refuses the message because of its content. A wrong topic causes an error of the same name. */
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
    // One bad entry makes SNS refuse the others, too.
    if (batch.length > 1 && isRefused(name, message)) {
      for (const one of batch) await publish([one], client, topic, outcome);
      return;
    }
    for (const one of batch) fail(one, error);
  }
}
