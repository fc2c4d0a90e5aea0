import { type Context, contextOf, type OrderItem, type OrderPayment, outboxEvent } from '@orderflow/domain';
import type { Consumption } from '@orderflow/idempotency';
import { sideBySide } from '@orderflow/lambda';
import type { Events, PaymentStatus } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type Change, changeOrder, type OrdersAndStock } from './changeOrder.ts';
import { findOrder } from './orders.ts';

/** The events of an order's payment. */
export type PaymentEvent =
  Events[`payment.${'authorized' | 'declined' | 'captured' | 'voided' | 'refunded'}.v1`];

/** True if the payment has the money for the order, false if it never will; undefined as long as that is open. */
const IS_PAID: Partial<Record<PaymentStatus, boolean>> = {
  AUTHORIZED: true,
  CAPTURED: true,
  DECLINED: false,
  VOIDED: false,
};

/** Orders that are settled at a time. */
const IN_FLIGHT = 10;

/** Applies a batch: different orders in parallel, the events of one order one after the other. Each event fails alone. */
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
 * Applies an event of an order's payment. The order stores the payment's version, so an event that comes again, late or
 * out of order changes nothing. The event decides an order that waits for its payment. Any other order only stores it:
 * services/payments hears of the order's end by itself and releases the money.
 *
 * @returns true if the event was new
 * @throws Error when there is no such order, or it is on account: a retry does not help.
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
