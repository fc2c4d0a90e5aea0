import { measure } from '@orderflow/lambda';
import { countByDay, type DailyCounters, type OrderEvent } from './dailyCounters.ts';

type Outcome = Exclude<keyof DailyCounters, 'revenue' | 'captured' | 'refunded' | 'buckets'>;

const METRICS: Record<Outcome, string> = {
  orders: 'OrdersCreated',
  confirmed: 'OrdersConfirmed',
  rejected: 'OrdersRejected',
  cancelled: 'OrdersCancelled',
};

/** Measures orders by outcome, and revenue by currency in minor units. Cancellations reduce the revenue. */
export function measureOrders(events: OrderEvent[]): void {
  const days = [...countByDay(events).values()];
  const outcomes = Object.entries(METRICS).map(([outcome, metric]) => {
    const count = days.reduce((sum, day) => sum + day[outcome as Outcome], 0);
    return [metric, count] as const;
  });
  measure('Count', Object.fromEntries(outcomes.filter(([, count]) => count > 0)));
  const revenue = new Map<string, number>();
  for (const [currency, amount] of days.flatMap((day) => Object.entries(day.revenue))) {
    revenue.set(currency, (revenue.get(currency) ?? 0) + amount);
  }
  for (const [Currency, Revenue] of revenue) measure('None', { Revenue }, { Currency });
}
