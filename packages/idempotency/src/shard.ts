import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { isRefusedByCondition } from './cancellation.ts';
import type { TransactItem } from './consume.ts';
import { transact } from './transact.ts';

/** Up to where a shard is taken into account, and what its consumer keeps with that. */
type Checkpoint<K extends object = object> = K & { sequenceNumber: string };

/** The first records of a batch that one transaction takes, at least one, and what they do together. */
export interface ShardPart<R, K extends object> {
  records: R[];
  /** Up to 99: a transaction takes 100 items, and the checkpoint is one. */
  effects: TransactItem[];
  /** Written with the checkpoint. */
  kept: K;
}

/** What takes the records of one shard into account. */
export interface ShardConsumer<R, K extends object> {
  client: DynamoDBDocumentClient;
  /** Where the shard's checkpoint is: a key of its own for every shard that there ever was. */
  table: string;
  key: { pk: string; sk: string };
  /** What may be done twice, such as to set a record aside, is done in here, before the checkpoint passes it. */
  part(rest: R[], checkpoint: Checkpoint<K> | undefined): Promise<ShardPart<R, K>>;
}

/**
 * Takes those records of one shard's batch into account that are not yet, each exactly once: effects and checkpoint change
 * in one transaction, so a batch that comes again, with other borders, or while it is still being worked on, does nothing
 * twice.
 *
 * A record stays in the shard it was put in: shards that a split or a merge makes begin with checkpoints of their own.
 *
 * @param records in the order of the shard
 * @returns those that this call took
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
      // Somebody else moved it in between.
      if (!isRefusedByCondition(error)) throw error;
      checkpoint = await read();
    }
  }
  return taken;
}

/** Moves a checkpoint from where it was read. It fails when somebody else moved it since. */
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

/** Sequence numbers grow within a shard; their up to 128 digits are more than a number attribute can hold or order. */
const isAfter = (sequenceNumber: string, checkpoint: Checkpoint | undefined): boolean =>
  checkpoint === undefined || BigInt(sequenceNumber) > BigInt(checkpoint.sequenceNumber);
