import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactItem } from '@orderflow/idempotency';
import type { ClickStore } from '../lib/clickStore.ts';
import type { KnownCounters } from './counterRoom.ts';

/** Up to where a shard is counted, and the counters that it wrote to of late. */
export interface Checkpoint {
  sequenceNumber: string;
  known?: KnownCounters;
}

const key = (shard: string) => ({ pk: `clicks-shard#${shard}`, sk: 'checkpoint' });

/** A shard's checkpoint; undefined before its first batch. */
export async function readCheckpoint(
  shard: string,
  { client, analytics }: ClickStore,
): Promise<Checkpoint | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: analytics, Key: key(shard), ConsistentRead: true }),
  );
  return Item as Checkpoint | undefined;
}

/** Moves a shard's checkpoint from where it was read. It fails when somebody else moved it since. */
export const moveCheckpoint = (
  TableName: string,
  shard: string,
  from: Checkpoint | undefined,
  to: Checkpoint,
): TransactItem => ({
  Update: {
    TableName,
    Key: key(shard),
    UpdateExpression: 'SET sequenceNumber = :to, known = :known',
    ConditionExpression: from === undefined ? 'attribute_not_exists(pk)' : 'sequenceNumber = :from',
    ExpressionAttributeValues: {
      ':to': to.sequenceNumber,
      ':known': to.known,
      ...(from === undefined ? {} : { ':from': from.sequenceNumber }),
    },
  },
});

/** Sequence numbers grow within a shard; their up to 128 digits are more than a number attribute can hold or order. */
export const isAfter = (sequenceNumber: string, checkpoint: Checkpoint | undefined): boolean =>
  checkpoint === undefined || BigInt(sequenceNumber) > BigInt(checkpoint.sequenceNumber);
