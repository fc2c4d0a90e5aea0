import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { DAILY, toCounters } from './countOrders.ts';
import { type DailyCounters, noOrders } from './dailyCounters.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const DEFAULT_DAYS = 7;

export interface DateRange {
  /** First and last date, both included: UTC, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

/**
 * The range that a request asks for; by default the last seven days, or the seven that end with `to`.
 *
 * @throws RefusedError (malformed)
 */
export function dateRange(from: string | undefined, to: string | undefined, now: Date): DateRange {
  const last = to === undefined ? toDate(now.getTime()) : checked('to', to);
  const first =
    from === undefined ? toDate(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY_MS) : checked('from', from);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (days < 1) throw new RefusedError('malformed', '`from` must not be later than `to`');
  if (days > MAX_DAYS)
    throw new RefusedError('malformed', `The range is ${days} days; the limit is ${MAX_DAYS}`);
  return { from: first, to: last };
}

/** The counters of every day in the range, oldest first; a day without orders has zeros. */
export async function dailyAnalytics(
  { from, to }: DateRange,
  { client, analytics }: Pick<Store, 'client' | 'analytics'> = defaultStore,
): Promise<({ date: string } & DailyCounters)[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: analytics,
      KeyConditionExpression: 'pk = :daily AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':daily': DAILY, ':from': from, ':to': to },
      ConsistentRead: true,
    },
  );
  const counted = new Map<string, DailyCounters>();
  for await (const { Items = [] } of pages) {
    for (const item of Items) counted.set(item['sk'], toCounters(item));
  }
  const days = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const date = toDate(at);
    days.push({ date, ...(counted.get(date) ?? noOrders()) });
  }
  return days;
}

const toDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function checked(name: string, date: string): string {
  const ms = DATE.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms) || toDate(ms) !== date) {
    throw new RefusedError('malformed', `\`${name}\` must be a date such as 2026-01-31`);
  }
  return date;
}
