import type { Events } from '@orderflow/validation';
import { toDate } from '../lib/dates.ts';

/** The events that are counted; a new type of order event joins by being named here and in the handler. */
export type OrderEvent = Events[`order.${'created' | 'confirmed' | 'rejected' | 'cancelled'}.v1`];

/** What came of one variant of the experiment. */
export interface BucketCounters {
  clicks: number;
  orders: number;
  confirmed: number;
}

/** What happened to the orders of one day. */
export interface DailyCounters {
  orders: number;
  confirmed: number;
  rejected: number;
  cancelled: number;
  /** Minor units by currency, of orders that were confirmed and not cancelled. */
  revenue: Record<string, number>;
  /** By variant of the experiment, of what came through the edge. */
  buckets: Record<string, BucketCounters>;
}

export const noOrders = (): DailyCounters => ({
  orders: 0,
  confirmed: 0,
  rejected: 0,
  cancelled: 0,
  revenue: {},
  buckets: {},
});

/** The counters of a variant, made when there are none. */
export function bucketOf(day: Pick<DailyCounters, 'buckets'>, name: string): BucketCounters {
  const counters = day.buckets[name] ?? { clicks: 0, orders: 0, confirmed: 0 };
  day.buckets[name] = counters;
  return counters;
}

/**
 * What events change in the counters, by UTC date. An order counts for the day on which it was created, whenever the
 * rest happens, so a day's numbers belong together. Sums do not depend on the order in which events arrive.
 */
export function countByDay(events: OrderEvent[]): Map<string, DailyCounters> {
  const days = new Map<string, DailyCounters>();
  for (const { type, data } of events) {
    const date = toDate(new Date(data.createdAt));
    const day = days.get(date) ?? noOrders();
    days.set(date, day);
    const earn = (amount: number) => {
      day.revenue[data.currency] = (day.revenue[data.currency] ?? 0) + amount;
    };
    switch (type) {
      case 'order.created.v1':
        day.orders += 1;
        if (data.bucket) bucketOf(day, data.bucket).orders += 1;
        break;
      case 'order.confirmed.v1':
        day.confirmed += 1;
        if (data.bucket) bucketOf(day, data.bucket).confirmed += 1;
        earn(data.total);
        break;
      case 'order.rejected.v1':
        day.rejected += 1;
        break;
      case 'order.cancelled.v1':
        day.cancelled += 1;
        if (data.previousStatus === 'CONFIRMED') earn(-data.total);
        break;
    }
  }
  return days;
}

/** Confirmed orders for each click; null when nobody clicked. */
export const conversion = ({ confirmed, clicks }: BucketCounters): number | null =>
  clicks === 0 ? null : confirmed / clicks;
