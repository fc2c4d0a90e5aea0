import { type Context, contextOf, type OrderItem, type OrderPayment, outboxEvent } from '@orderflow/domain';
import type { Consumption } from '@orderflow/idempotency';
import { sideBySide } from '@orderflow/lambda';
import type { Events, PaymentStatus } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type Change, changeOrder, type OrdersAndStock } from './changeOrder.ts';
import { findOrder } from './orders.ts';

/** What is said of an order's payment. */
export type PaymentEvent =
  Events[`payment.${'authorized' | 'declined' | 'captured' | 'voided' | 'refunded'}.v1`];

/** Whether there is money for an order in this state of its payment; undefined as long as that is open. */
const IS_PAID: Partial<Record<PaymentStatus, boolean>> = {
  AUTHORIZED: true,
  CAPTURED: true,
  DECLINED: false,
  VOIDED: false,
};

/** Orders that are settled at once. */
const IN_FLIGHT = 10;

/** Applies a batch: orders side by side, the events of one of them in their turn. Each event fails alone. */
export async function settleOrders(
  events: PaymentEvent[],
  now: Date,
  store: OrdersAndStock = defaultStore,
): Promise<Consumption<PaymentEvent>> {
  const result: Consumption<PaymentEvent> = { applied: [], duplicates: [], failed: [] };
  const orders = Map.groupBy(events, ({ data }) => data.orderId);
  await sideBySide(orders.values(), IN_FLIGHT, async (ofOrder) => {
    for (const event of ofOrder.toSorted((one, other) => one.data.version - other.data.version)) {
      try {
        const isNews = await settleOrder(event, now, store);
        (isNews ? result.applied : result.duplicates).push(event);
      } catch (error) {
        result.failed.push({ event, error });
      }
    }
  });
  return result;
}

/**
 * Applies what happened to the payment of an order. The order keeps the payment's version, so what comes again, late or
 * out of order changes nothing. An order that waits for its payment is decided by it; one that does not wait any more
 * only notes it: services/payments hears of the order's end by itself, and gives the money free.
 *
 * @returns whether it was news
 * @throws Error when there is no such order, or it is on account: no repeating helps.
 */
async function settleOrder(event: PaymentEvent, now: Date, store: OrdersAndStock): Promise<boolean> {
  const { data } = event;
  const context = contextOf(event, now);
  let isNews = false;
  await changeOrder(
    () => findOrder(data.orderId, store),
    (order) => {
      const { payment } = order;
      if (!payment) throw new Error(`order ${order.pk} is on account and has no payment`);
      isNews = payment.version < data.version;
      return isNews
        ? { ...decision(order, data.status, context), set: { payment: mirror(payment, data) } }
        : undefined;
    },
    context,
    store,
  );
  return isNews;
}

const mirror = (
  { method }: OrderPayment,
  { status, captured, refunded, version }: PaymentEvent['data'],
): OrderPayment => ({ method, status, captured, refunded, version });

function decision({ pk, status }: OrderItem, payment: PaymentStatus, context: Context): Change {
  const isPaid = IS_PAID[payment];
  if (status !== 'RESERVED' || isPaid === undefined) return {};
  return isPaid
    ? { to: 'CONFIRMED', event: outboxEvent('order.confirmed.v1', pk, context) }
    : {
        to: 'REJECTED',
        event: outboxEvent('order.rejected.v1', pk, context, { reason: 'PAYMENT_DECLINED' }),
      };
}
