import { PublishBatchCommand, type PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { cloudEvent, type EventType, type OutboxEvent } from '@orderflow/domain';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { env } from './env.ts';
import { errorFields, logger } from './log.ts';
import { toMessage } from './message.ts';
import { measure } from './metrics.ts';
import { inBatches } from './publishBatches.ts';

/** What a service says about the events of its items. */
export interface OutboxOptions {
  /** CloudEvents `source`, e.g. `/orderflow/orders`. */
  source: string;
  /** The event's subject and data, from the item as it was after the write that set the event. */
  describe(item: Record<string, unknown>, type: EventType): { subject: string; data: object };
}

interface Outgoing {
  sequenceNumber: string;
  correlationId: string;
  /** When the write was that set the event, in milliseconds. */
  since: number;
  entry: PublishBatchRequestEntry;
}

const sns = new SNSClient({
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});
const topicArn = () => env('EVENTS_TOPIC_ARN');

/**
 * The handler that carries a table's outbox to the topic: publishes the `event` attribute of every record whose event
 * id changed. A record that could not be published is reported, and Lambda repeats the shard from the first such
 * record on; consumers know repeated events by their id.
 */
export function publishOutbox(
  options: OutboxOptions,
  client: Pick<SNSClient, 'send'> = sns,
  topic = topicArn,
) {
  return async (stream: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = new Set<string>();
    const outgoing: Outgoing[] = [];
    for (const record of stream.Records) {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
      try {
        const event = newEvent(record, options);
        if (!event) continue;
        const since = Date.parse(event.time);
        outgoing.push({ sequenceNumber, correlationId: event.correlationid, since, entry: toEntry(event) });
      } catch (error) {
        logger({}).error('record cannot be published', { sequenceNumber, ...errorFields(error) });
        failed.add(sequenceNumber);
      }
    }
    await Promise.all(inBatches(outgoing).map((batch) => publish(batch, client, topic(), failed)));
    // A part of any other batch comes again.
    if (failed.size === 0) measureLag(options.source, outgoing);
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function newEvent({ dynamodb }: DynamoDBRecord, { source, describe }: OutboxOptions) {
  const after = image(dynamodb?.NewImage);
  const event = after?.['event'] as OutboxEvent | undefined;
  const before = image(dynamodb?.OldImage)?.['event'] as OutboxEvent | undefined;
  if (!after || !event || event.id === before?.id) return undefined;
  const { subject, data } = describe(after, event.type);
  return cloudEvent(source, subject, event, data);
}

const image = (attributes: Record<string, AttributeValue> | undefined) =>
  attributes && unmarshall(attributes as Parameters<typeof unmarshall>[0]);

const toEntry = (event: ReturnType<typeof cloudEvent>): PublishBatchRequestEntry => ({
  Id: event.id,
  Message: toMessage(event),
  MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
});

/** How long each event took from its write to the topic. A batch of a stream has 100 records at most (each service's serverless.yml). */
function measureLag(source: string, outgoing: Outgoing[]): void {
  const now = Date.now();
  if (outgoing.length === 0) return;
  measure('Milliseconds', { PublishLag: outgoing.map(({ since }) => now - since) }, { Source: source });
}

async function publish(
  batch: Outgoing[],
  client: Pick<SNSClient, 'send'>,
  topic: string,
  failed: Set<string>,
) {
  const fail = ({ sequenceNumber, correlationId, entry }: Outgoing, reason: object) => {
    logger({ correlationId }).error('event was not published', { eventId: entry.Id, ...reason });
    failed.add(sequenceNumber);
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
      const { Code, Message } = answer.Failed?.find(({ Id }) => Id === one.entry.Id) ?? {};
      fail(one, { code: Code, reason: Message });
    }
  } catch (error) {
    for (const one of batch) fail(one, errorFields(error));
  }
}
