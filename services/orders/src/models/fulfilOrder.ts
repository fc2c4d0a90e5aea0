import {
  type Context,
  canBecome,
  type Order,
  type OrderItem,
  type OrderPayment,
  outboxEvent,
  RefusedError,
  type Shipment,
  toOrder,
} from '@orderflow/domain';
import { type OrderStatus, type ReturnOrder, ValidationError } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { type Change, changeOrder, type OrdersAndStock } from './changeOrder.ts';
import { findOrder } from './orders.ts';

/** The verbs for the states of fulfilment. */
const DONE: Partial<Record<OrderStatus, string>> = {
  SHIPPED: 'shipped',
  DELIVERED: 'delivered',
  RETURNED: 'returned',
};

/**
 * The order has left the house. services/payments hears of it and captures the payment. A repeat changes nothing.
 *
 * @throws RefusedError (not-found); (conflict) when the order is not CONFIRMED, its money is no longer authorised, or it
 *   was shipped with other details.
 */
export const shipOrder = (
  orderId: string | undefined,
  shipment: Shipment,
  context: Context,
  store: OrdersAndStock = defaultStore,
): Promise<Order> =>
  fulfil(orderId, context, store, (order) => {
    const { pk, status, payment } = order;
    if (status === 'SHIPPED' && isSame(order, shipment)) return undefined;
    demand(order, 'SHIPPED');
    if (payment && payment.status !== 'AUTHORIZED') {
      throw new RefusedError('conflict', `An order whose payment is ${payment.status} cannot be shipped`);
    }
    return {
      to: 'SHIPPED',
      event: outboxEvent('order.shipped.v1', pk, context),
      set: shipment,
    };
  });

/** @throws RefusedError (not-found); (conflict) when the order is neither SHIPPED nor DELIVERED. */
export const deliverOrder = (
  orderId: string | undefined,
  context: Context,
  store: OrdersAndStock = defaultStore,
): Promise<Order> =>
  fulfil(orderId, context, store, (order) => {
    if (order.status === 'DELIVERED') return undefined;
    demand(order, 'DELIVERED');
    return { to: 'DELIVERED', event: outboxEvent('order.delivered.v1', order.pk, context) };
  });

/**
 * The order came back. Its stock is returned once. services/payments refunds `refund`, by default all that was not
 * refunded yet. A repeat changes nothing.
 *
 * @throws RefusedError (not-found); (conflict) when the order was not shipped, or came back with another refund.
 * @throws ValidationError when less than that is left to refund.
 */
export const returnOrder = (
  orderId: string | undefined,
  { refund }: ReturnOrder,
  context: Context,
  store: OrdersAndStock = defaultStore,
): Promise<Order> =>
  fulfil(orderId, context, store, (order) => {
    const { pk, status, payment, total } = order;
    if (status === 'RETURNED' && (refund === undefined || refund === (order.refund ?? 0))) return undefined;
    demand(order, 'RETURNED');
    const left = refundOf(refund, total, payment);
    const wanted = left === undefined ? undefined : { refund: left };
    return {
      to: 'RETURNED',
      event: outboxEvent('order.returned.v1', pk, context, wanted),
      ...(wanted && { set: wanted }),
    };
  });

async function fulfil(
  orderId: string | undefined,
  context: Context,
  store: OrdersAndStock,
  change: (order: OrderItem) => Change | undefined,
): Promise<Order> {
  return toOrder(await changeOrder(() => findOrder(orderId, store), change, context, store));
}

/** @throws RefusedError (conflict) */
function demand({ status }: OrderItem, to: OrderStatus): void {
  if (canBecome(status, to)) return;
  const otherwise =
    status === to ? `was ${DONE[to]} already, otherwise` : `is ${status} cannot be ${DONE[to]}`;
  throw new RefusedError('conflict', `An order that ${otherwise}`);
}

const isSame = (one: Partial<Shipment>, other: Shipment): boolean =>
  one.carrier === other.carrier && one.trackingCode === other.trackingCode;

/** @throws ValidationError */
function refundOf(wanted: number | undefined, total: number, payment?: OrderPayment): number | undefined {
  const most = payment ? total - payment.refunded : 0;
  if (wanted !== undefined && wanted > most) {
    throw new ValidationError([
      { pointer: '/refund', message: `must be at most ${most}, which is left to refund` },
    ]);
  }
  return payment ? (wanted ?? most) : undefined;
}
