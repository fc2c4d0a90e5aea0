import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactItem } from '@orderflow/idempotency';
import type { ClickStore } from '../lib/clickStore.ts';

const key = (shard: string) => ({ pk: `clicks-shard#${shard}`, sk: 'checkpoint' });

/** The sequence number up to which a shard is counted; undefined before its first batch. */
export async function readCheckpoint(
  shard: string,
  { client, analytics }: ClickStore,
): Promise<string | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: analytics, Key: key(shard), ConsistentRead: true }),
  );
  return Item?.['sequenceNumber'];
}

/** Moves a shard's checkpoint from where it was read. It fails when somebody else moved it since. */
export const moveCheckpoint = (
  TableName: string,
  shard: string,
  from: string | undefined,
  to: string,
): TransactItem => ({
  Update: {
    TableName,
    Key: key(shard),
    UpdateExpression: 'SET sequenceNumber = :to',
    ConditionExpression: from === undefined ? 'attribute_not_exists(pk)' : 'sequenceNumber = :from',
    ExpressionAttributeValues: { ':to': to, ...(from === undefined ? {} : { ':from': from }) },
  },
});

/** Sequence numbers grow within a shard; their up to 128 digits are more than a number attribute can hold or order. */
export const isAfter = (sequenceNumber: string, checkpoint: string | undefined): boolean =>
  checkpoint === undefined || BigInt(sequenceNumber) > BigInt(checkpoint);
