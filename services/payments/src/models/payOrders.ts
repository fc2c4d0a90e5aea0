import { contextOf } from '@orderflow/domain';
import { provider as defaultProvider } from '../lib/connect.ts';
import { store as defaultStore } from '../lib/store.ts';
import { intend, type OrderEvent } from './orderEvents.ts';
import { type Desk, settle } from './settle.ts';

/** The outcome of a batch, for the queue. */
interface Outcome {
  applied: OrderEvent[];
  duplicates: OrderEvent[];
  failed: { event: OrderEvent; error: unknown }[];
}

/**
 * Applies events of orders to their payments, and settles these: different orders in parallel, the events of one order
 * one after the other. Only an event that fails comes again.
 */
export async function payOrders(
  events: OrderEvent[],
  now: Date,
  desk: Desk = { provider: defaultProvider, store: defaultStore },
): Promise<Outcome> {
  const outcome: Outcome = { applied: [], duplicates: [], failed: [] };
  const byOrder = Map.groupBy(events, ({ data }) => data.orderId);
  await Promise.all(
    [...byOrder.values()].map(async (all) => {
      for (const event of all) {
        try {
          await payOrder(event, now, desk);
          outcome.applied.push(event);
        } catch (error) {
          outcome.failed.push({ event, error });
        }
      }
    }),
  );
  return outcome;
}

async function payOrder(event: OrderEvent, now: Date, desk: Desk): Promise<void> {
  const context = contextOf(event, now);
  const payment = await intend(event, context, desk.store);
  if (payment) await settle(payment, desk, context);
}
