import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { isRefusedByCondition } from './cancellation.ts';
import type { TransactItem } from './consume.ts';
import { transact } from './transact.ts';

/** The last record of a shard that was applied, and what the consumer stores with it. */
type Checkpoint<K extends object = object> = K & { sequenceNumber: string };

/** The first records of a batch that fit in one transaction (at least one), and their joint effects. */
export interface ShardPart<R, K extends object> {
  records: R[];
  /** Up to 99: a transaction takes 100 items, and the checkpoint is one. */
  effects: TransactItem[];
  /** Written with the checkpoint. */
  kept: K;
}

export interface ShardConsumer<R, K extends object> {
  client: DynamoDBDocumentClient;
  /** Where the shard's checkpoint is. Every shard has its own key, which is never reused. */
  table: string;
  key: { pk: string; sk: string };
  /** Effects that may happen twice, such as setting a record aside, belong in here, before the checkpoint moves. */
  part(rest: R[], checkpoint: Checkpoint<K> | undefined): Promise<ShardPart<R, K>>;
}

/**
 * Applies the records of one shard's batch that are not applied yet, each exactly once. Effects and checkpoint change
 * in one transaction. A batch that comes again, with other boundaries or while it is still in flight, has no second
 * effect.
 *
 * A record stays in its shard. Shards that a split or a merge creates begin with checkpoints of their own.
 *
 * @param records in the order of the shard
 * @returns the records that this call applied
 */
export async function consumeShard<R extends { sequenceNumber: string }, K extends object>(
  { client, table, key, part }: ShardConsumer<R, K>,
  records: R[],
): Promise<R[]> {
  const taken: R[] = [];
  const read = async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item as Checkpoint<K> | undefined;
  };
  let checkpoint = await read();
  const ahead = (of: R[]) => of.filter(({ sequenceNumber }) => isAfter(sequenceNumber, checkpoint));
  for (let rest = ahead(records); rest.length > 0; rest = ahead(rest)) {
    const { records: some, effects, kept } = await part(rest, checkpoint);
    const next = { ...kept, sequenceNumber: some.at(-1)?.sequenceNumber ?? '' };
    try {
      await transact(client, [moveCheckpoint(table, key, checkpoint, next), ...effects]);
      checkpoint = next;
      taken.push(...some);
    } catch (error) {
      // Another invocation moved the checkpoint in between.
      if (!isRefusedByCondition(error)) throw error;
      checkpoint = await read();
    }
  }
  return taken;
}

/** Moves a checkpoint from where it was read. Fails if another invocation has moved it since. */
function moveCheckpoint(
  TableName: string,
  Key: object,
  from: Checkpoint | undefined,
  to: Checkpoint,
): TransactItem {
  const values = Object.entries(to);
  return {
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: `SET ${values.map((_, index) => `#${index} = :${index}`).join(', ')}`,
      ConditionExpression: from === undefined ? 'attribute_not_exists(pk)' : '#from = :from',
      ExpressionAttributeNames: {
        ...Object.fromEntries(values.map(([name], index) => [`#${index}`, name])),
        ...(from === undefined ? {} : { '#from': 'sequenceNumber' }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(values.map(([, value], index) => [`:${index}`, value])),
        ...(from === undefined ? {} : { ':from': from.sequenceNumber }),
      },
    },
  };
}

/** Sequence numbers grow within a shard. They have up to 128 digits, more than a number attribute can hold or order. */
const isAfter = (sequenceNumber: string, checkpoint: Checkpoint | undefined): boolean =>
  checkpoint === undefined || BigInt(sequenceNumber) > BigInt(checkpoint.sequenceNumber);
