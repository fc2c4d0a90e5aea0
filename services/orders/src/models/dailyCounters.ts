import type { Events } from '@orderflow/validation';
import { toDate } from '../lib/dates.ts';

/** The events that are counted. To count a new type of order event, name it here and in its handler. */
export type OrderEvent = OrderChange | Events[`payment.${'captured' | 'refunded'}.v1`];
/** Those that the stream of the orders table announces. */
export type OrderChange = Events[`order.${'created' | 'confirmed' | 'rejected' | 'cancelled'}.v1`];

/** The counters of one variant of the experiment. */
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
  /** Minor units by currency: money captured and refunded on this day, for orders of any day. */
  captured: Record<string, number>;
  refunded: Record<string, number>;
  /** By variant of the experiment, only for requests through the edge. */
  buckets: Record<string, BucketCounters>;
}

export const noOrders = (): DailyCounters => ({
  orders: 0,
  confirmed: 0,
  rejected: 0,
  cancelled: 0,
  revenue: {},
  captured: {},
  refunded: {},
  buckets: {},
});

/** The counters of a variant. Creates them if there are none. */
export function bucketOf(day: Pick<DailyCounters, 'buckets'>, name: string): BucketCounters {
  const counters = day.buckets[name] ?? { clicks: 0, orders: 0, confirmed: 0 };
  day.buckets[name] = counters;
  return counters;
}

/**
 * The sums of events, by UTC date. An order counts for the day on which it was created, whenever its other events
 * happen, so a day's numbers belong together. Sums do not depend on the order in which events arrive.
 */
export function countByDay(events: OrderEvent[]): Map<string, DailyCounters> {
  const days = new Map<string, DailyCounters>();
  for (const event of events) count(event, dayOf(days, dateOf(event)));
  return days;
}

/** The counters of a date. Creates them if there are none. */
export function dayOf(days: Map<string, DailyCounters>, date: string): DailyCounters {
  const day = days.get(date) ?? noOrders();
  days.set(date, day);
  return day;
}

/** The UTC date that an event counts for. Captured and refunded money counts for the day of the event. */
export const dateOf = (event: OrderEvent): string =>
  toDate(
    new Date(
      event.type === 'payment.captured.v1' || event.type === 'payment.refunded.v1'
        ? event.time
        : event.data.createdAt,
    ),
  );

/** Counts one event. */
export function count({ type, data }: OrderEvent, day: DailyCounters): void {
  const add = (to: 'revenue' | 'captured' | 'refunded', amount: number) => {
    day[to][data.currency] = (day[to][data.currency] ?? 0) + amount;
  };
  switch (type) {
    case 'order.created.v1':
      day.orders += 1;
      if (data.bucket) bucketOf(day, data.bucket).orders += 1;
      break;
    case 'order.confirmed.v1':
      day.confirmed += 1;
      if (data.bucket) bucketOf(day, data.bucket).confirmed += 1;
      add('revenue', data.total);
      break;
    case 'order.rejected.v1':
      day.rejected += 1;
      break;
    case 'order.cancelled.v1':
      day.cancelled += 1;
      if (data.previousStatus === 'CONFIRMED') add('revenue', -data.total);
      break;
    case 'payment.captured.v1':
      add('captured', data.captured);
      break;
    case 'payment.refunded.v1':
      add('refunded', data.refund);
      break;
  }
}

/** Confirmed orders for each click; null when nobody clicked. */
export const conversion = ({ confirmed, clicks }: BucketCounters): number | null =>
  clicks === 0 ? null : confirmed / clicks;
