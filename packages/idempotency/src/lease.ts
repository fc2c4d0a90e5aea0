import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { BusyError } from './busyError.ts';

export interface LeaseOptions {
  client: DynamoDBDocumentClient;
  table: string;
  /** What is done once, e.g. `welcome-mail#<userId>`. */
  key: string;
  /** Unique to this attempt. */
  owner: string;
  /** How long nobody else may try. Longer than the effect can take, whatever the function's timeout is. */
  leaseMs: number;
  /** True if the error proves that the effect did not happen, e.g. a refused request. Default: never. */
  didNotHappen?: (error: unknown) => boolean;
  now?: () => Date;
}

/** Another attempt holds the lease and may still be working: try again later. */
export class LeaseHeldError extends BusyError {
  override readonly name = 'LeaseHeldError';
}

/** The record of a lease is kept this long, so that a late repeat still finds it done. */
const KEEP_DAYS = 35;

/**
 * Does something outside DynamoDB that is not idempotent by itself, as close to once as possible.
 *
 * ```
 *  (absent) ──acquire──> LEASED ──complete──> DONE
 *      ^                   │ │
 *      └──── release ──────┘ └── past leaseUntil: the next attempt acquires it
 * ```
 *
 * Every step is conditional on the owner token, so an attempt that was slower than its lease can neither complete nor
 * release its successor's. A failed effect keeps its lease, because it may have happened all the same. Only an error
 * that proves otherwise releases it. The effect can still happen twice: when an attempt dies, outlives its lease or
 * loses the effect's answer between the effect and `complete`.
 *
 * @returns `done` when this call did it, `already` when an earlier one had.
 * @throws LeaseHeldError while another attempt holds the lease; and whatever the effect throws.
 */
export async function onceOutside(
  options: LeaseOptions,
  effect: () => Promise<void>,
): Promise<'done' | 'already'> {
  if ((await acquire(options)) === 'already') return 'already';
  try {
    await effect();
  } catch (error) {
    if (options.didNotHappen?.(error)) await release(options);
    throw error;
  }
  await complete(options);
  return 'done';
}

const clock = () => new Date();
const lease = (key: string) => `lease#${key}`;

async function acquire({
  client,
  table,
  key,
  owner,
  leaseMs,
  now = clock,
}: LeaseOptions): Promise<'mine' | 'already'> {
  const at = now().getTime();
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: {
          pk: lease(key),
          state: 'LEASED',
          owner,
          leaseUntil: at + leaseMs,
          expiresAt: Math.floor(at / 1000) + KEEP_DAYS * 86_400,
        },
        // The owner itself may acquire again: the SDK repeats a call whose answer was lost.
        ConditionExpression:
          'attribute_not_exists(pk) OR (#state = :leased AND (leaseUntil < :now OR #owner = :owner))',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: { ':leased': 'LEASED', ':now': at, ':owner': owner },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'mine';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (error.Item && unmarshall(error.Item)['state'] === 'DONE') return 'already';
    throw new LeaseHeldError(`another attempt holds the lease "${key}"`, { cause: error });
  }
}

/** A lease that was lost meanwhile belongs to its next owner, who will complete it. */
async function complete({ client, table, key, owner }: LeaseOptions): Promise<void> {
  await ifStillOwner(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: lease(key) },
        UpdateExpression: 'SET #state = :done REMOVE leaseUntil',
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: { ':done': 'DONE', ':owner': owner },
      }),
    ),
  );
}

async function release({ client, table, key, owner }: LeaseOptions): Promise<void> {
  await ifStillOwner(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: { pk: lease(key) },
        ConditionExpression: '#owner = :owner AND #state = :leased',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: { ':leased': 'LEASED', ':owner': owner },
      }),
    ),
  );
}

async function ifStillOwner(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
