import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../lib/store.ts';

export type AnalyticsStore = Pick<Store, 'client' | 'analytics'>;

export interface DateRange {
  /** First and last date, both included: UTC, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

/** Sorts after the last place of a date. */
const END = '~';

/** The items of a partition of the analytics table whose sort key is the date. By date, the oldest first. */
export async function itemsByDate(
  pk: string,
  range: DateRange,
  store: AnalyticsStore,
): Promise<Map<string, Record<string, unknown>>> {
  const items = new Map<string, Record<string, unknown>>();
  for await (const { sk, ...item } of read(pk, range, store)) items.set(sk, item);
  return items;
}

/**
 * The counters of a partition whose sort key is the date, or the date and a place (`2026-11-30#3`). Adds up the places
 * of each date that has any, by attribute.
 */
export async function sumsByDate(
  pk: string,
  { from, to }: DateRange,
  store: AnalyticsStore,
): Promise<Map<string, Record<string, number>>> {
  const sums = new Map<string, Record<string, number>>();
  for await (const { sk, ...counters } of read(pk, { from, to: `${to}${END}` }, store)) {
    const date = sk.slice(0, to.length);
    const sum = sums.get(date) ?? {};
    sums.set(date, sum);
    for (const [name, count] of Object.entries(counters)) sum[name] = (sum[name] ?? 0) + Number(count);
  }
  return sums;
}

async function* read(
  pk: string,
  { from, to }: DateRange,
  { client, analytics }: AnalyticsStore,
): AsyncGenerator<{ sk: string } & Record<string, unknown>> {
  const pages = paginateQuery(
    { client },
    {
      TableName: analytics,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk: _, sk, ...item } of Items) yield { ...item, sk };
  }
}
