import { addTo, type Consumer, seenMark, spreadOver } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { bucketOf, countByDay, type DailyCounters, type OrderEvent } from './dailyCounters.ts';

/**
 * Partition of the daily counters in the analytics table; the sort key is the date and a place, in older items the date
 * alone.
 */
export const DAILY = 'daily';
/**
 * The number of items for a day's counters, so that shards and executors seldom write the same one. Readers add them
 * up.
 */
const SPREAD = 8;
/** Amounts by currency: `revenue_EUR`, … */
const AMOUNTS = ['revenue', 'captured', 'refunded'] as const;
/** What is counted by variant: `orders#A`, … */
const BUCKET_COUNTS = ['orders', 'confirmed'] as const;

/** The key of the day's counters to which the shard or batch with this name adds. */
export const dayKey = (date: string, by: string) => ({ pk: DAILY, sk: `${date}#${spreadOver(SPREAD, by)}` });

/**
 * Adds events from the queue to the daily counters: one update per day for a whole batch. The same transaction marks
 * each event as seen.
 */
export function orderCounting(
  now: Date,
  { client, analytics, seen }: Pick<Store, 'client' | 'analytics' | 'seen'> = defaultStore,
): Consumer<OrderEvent> {
  return {
    client,
    key: ({ id }) => id,
    plan: async (events) => ({
      guards: events.map(({ id }) => seenMark(seen, 'analytics', id, now)),
      effects: [...countByDay(events)].map(([date, counters]) =>
        addTo(analytics, dayKey(date, events[0]?.id ?? ''), amounts(counters)),
      ),
    }),
  };
}

/** The amounts that counters add to an item of the analytics table, by attribute. */
export function amounts({
  revenue,
  captured,
  refunded,
  buckets,
  ...counts
}: DailyCounters): Record<string, number> {
  const ofCurrencies = Object.entries({ revenue, captured, refunded }).flatMap(([name, amounts]) =>
    Object.entries(amounts).map(([currency, amount]) => [`${name}_${currency}`, amount] as const),
  );
  const ofBuckets = Object.entries(buckets).flatMap(([bucket, of]) =>
    BUCKET_COUNTS.map((name) => [`${name}#${bucket}`, of[name]] as const),
  );
  const all = [...Object.entries(counts), ...ofCurrencies, ...ofBuckets];
  return Object.fromEntries(all.filter(([, amount]) => amount !== 0));
}

/** Counters from the summed attributes of a day's items. */
export function toCounters(item: Record<string, number>): DailyCounters {
  const count = (name: string) => item[name] ?? 0;
  const byCurrency = (name: (typeof AMOUNTS)[number]) =>
    Object.fromEntries(
      Object.keys(item)
        .filter((key) => key.startsWith(`${name}_`))
        .map((key) => [key.slice(name.length + 1), count(key)] as const)
        .filter(([, amount]) => amount !== 0),
    );
  const day = { buckets: {} };
  for (const name of BUCKET_COUNTS) {
    for (const key of Object.keys(item).filter((key) => key.startsWith(`${name}#`))) {
      bucketOf(day, key.slice(name.length + 1))[name] = count(key);
    }
  }
  return {
    orders: count('orders'),
    confirmed: count('confirmed'),
    rejected: count('rejected'),
    cancelled: count('cancelled'),
    revenue: byCurrency('revenue'),
    captured: byCurrency('captured'),
    refunded: byCurrency('refunded'),
    ...day,
  };
}
