import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../lib/store.ts';

export type AnalyticsStore = Pick<Store, 'client' | 'analytics'>;

export interface DateRange {
  /** First and last date, both included: UTC, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

/** Items of a partition of the analytics table whose sort key is the date: by it, the oldest first. */
export async function itemsByDate(
  pk: string,
  { from, to }: DateRange,
  { client, analytics }: AnalyticsStore,
): Promise<Map<string, Record<string, unknown>>> {
  const pages = paginateQuery(
    { client },
    {
      TableName: analytics,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
      ConsistentRead: true,
    },
  );
  const items = new Map<string, Record<string, unknown>>();
  for await (const { Items = [] } of pages) {
    for (const { pk: _, sk, ...item } of Items) items.set(sk, item);
  }
  return items;
}
