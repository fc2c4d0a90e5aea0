import type { EventType } from '@orderflow/domain';
import { recorder as ownRecorder } from '@orderflow/tracing';
import { type Events, parse, type Validator } from '@orderflow/validation';
import type { DynamoDBRecord, Context as LambdaContext } from 'aws-lambda';
import { batchSpans } from './batchSpans.ts';
import { type Placed, partsOf } from './kinesis.ts';
import { logger } from './log.ts';
import { toMessage } from './message.ts';
import { type Announced, announcedIn, type OutboxOptions, placeOf, sequenceOf } from './outboxRecord.ts';
import { invocationAttributes } from './spanAttributes.ts';

type AnyEvent = Events[EventType];

/** A batch of a table's stream under a tumbling window. The last one of a window may have no records. */
export interface WindowEvent {
  Records?: DynamoDBRecord[];
  shardId?: string;
}

export interface TableShardOptions<E extends AnyEvent> extends OutboxOptions {
  /** The wanted event types, with their validators. */
  validators: { [T in E['type']]: Validator<Extract<E, { type: T }>> };
  /** True if an event of such a type is wanted, judged by the attributes of its message. */
  wants(attributes: Record<string, string>): boolean;
  /**
   * Handles the events of one shard, in its order. If it throws, the whole batch comes again and everything behind it
   * waits. So a single record is never a reason to throw.
   *
   * @param shard the stream and the shard's id
   */
  handle(shard: string, events: Placed<E>[]): Promise<void>;
}

/**
 * The handler that reads the events of a table from its stream, shard by shard. It sees the same events as
 * `publishOutbox`, which sets aside broken ones.
 *
 * The event source mapping has a tumbling window, because Lambda names a batch's shard only with one. The window's
 * state stays empty: Lambda may repeat any call of a window, and loses the state of a window that it gives up.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html
 */
export function tableShard<E extends AnyEvent>(options: TableShardOptions<E>, recorder = ownRecorder) {
  return async (
    { Records = [], shardId }: WindowEvent,
    lambda?: Pick<LambdaContext, 'awsRequestId'>,
  ): Promise<{ state: object; batchItemFailures: [] }> => {
    const placed = Records.flatMap((record) => readRecord(record, options));
    const [first] = Records;
    if (first && placed.length > 0) {
      const stream = streamOf(first);
      const batch = {
        name: `process ${stream.split('/')[0]} stream`,
        attributes: invocationAttributes('datasource', lambda),
        count: Records.length,
        parts: partsOf(placed, (event) => event),
      };
      // A local engine whose streams have one shard does not name it. On AWS, checks of the templates require the
      // window.
      await batchSpans(recorder, batch, () => options.handle(`${stream}#${shardId ?? 'all'}`, placed));
    }
    return { state: {}, batchItemFailures: [] };
  };
}

/** The table and the stream's label: a new stream of a table has new shards. */
const streamOf = ({ eventSourceARN = '' }: DynamoDBRecord): string =>
  eventSourceARN.slice(eventSourceARN.indexOf('/') + 1);

function readRecord<E extends AnyEvent>(record: DynamoDBRecord, options: TableShardOptions<E>): Placed<E>[] {
  let announced: Announced | undefined;
  const sequenceNumber = sequenceOf(record);
  try {
    announced = announcedIn(record, options);
  } catch (error) {
    logger({}).warn('record is no event', { sequenceNumber, ...placeOf(record), reason: String(error) });
  }
  if (!announced) return [];
  const { event, attributes } = announced;
  if (!Object.hasOwn(options.validators, event.type) || !options.wants(attributes)) return [];
  const validators: Partial<Record<EventType, Validator<AnyEvent>>> = options.validators;
  try {
    return [{ sequenceNumber, value: parse(validators[event.type] as Validator<E>, event) }];
  } catch (error) {
    const about = { ...placeOf(record), correlationId: event.correlationid };
    return [{ sequenceNumber, unreadable: { sequenceNumber, about, error, body: toMessage(event) } }];
  }
}
