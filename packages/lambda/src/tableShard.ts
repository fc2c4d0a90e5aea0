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
  /** Which events are wanted, and what each must be. */
  validators: { [T in E['type']]: Validator<Extract<E, { type: T }>> };
  /** Whether an event of such a type is wanted, by the attributes that its message has. */
  wants(attributes: Record<string, string>): boolean;
  /**
   * Handles the events of one shard, in its order. Throwing brings the whole batch again, and everything behind it
   * waits: a record never is a reason to throw.
   *
   * @param shard the stream and the shard's id
   */
  handle(shard: string, events: Placed<E>[]): Promise<void>;
}

/**
 * The handler that reads the events of a table from its stream, shard by shard. It takes the same for an event as
 * `publishOutbox`, which sets aside what is none.
 *
 * The mapping has a tumbling window, without which Lambda does not say which shard a batch is of. Its state stays empty:
 * Lambda may repeat any call of a window, and forgets the state of one that it gives up.
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
      // An engine whose streams have one shard names none. On AWS, rules on the templates see to the window.
      await batchSpans(recorder, batch, () => options.handle(`${stream}#${shardId ?? 'all'}`, placed));
    }
    return { state: {}, batchItemFailures: [] };
  };
}

/** The table and the stream's label: a new stream of a table begins with shards of its own. */
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
