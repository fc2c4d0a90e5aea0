import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { PaymentsStore } from '../lib/store.ts';
import { DUE_PARTITIONS } from './due.ts';

/** The most payments for one firing. The next one takes the rest. */
const MOST = 1_000;

/** The orders whose payments are due for a check, the longest due first in each partition. */
export async function findUnsettled(due: Date, { client, payments }: PaymentsStore): Promise<string[]> {
  const found: string[] = [];
  for (const partition of DUE_PARTITIONS) {
    const pages = paginateQuery(
      { client, pageSize: MOST },
      {
        TableName: payments,
        IndexName: 'byDue',
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': partition, ':now': due.toISOString() },
      },
    );
    const room = Math.ceil(
      (MOST - found.length) / (DUE_PARTITIONS.length - DUE_PARTITIONS.indexOf(partition)),
    );
    const here: string[] = [];
    for await (const { Items = [] } of pages) {
      here.push(...Items.map(({ pk }) => String(pk)));
      if (here.length >= room) break;
    }
    found.push(...here.slice(0, room));
  }
  return found;
}
