import { type Context, canBecome, type Order, outboxEvent, RefusedError, toOrder } from '@orderflow/domain';
import { store as defaultStore } from '../lib/store.ts';
import { changeOrder, type OrdersAndStock } from './changeOrder.ts';
import { getOrder } from './orders.ts';

/**
 * Cancels an order and returns the stock it holds. services/payments hears of it and voids what was authorised.
 * Cancelling a cancelled order changes nothing.
 *
 * @throws RefusedError (not-found); (conflict) when the order was shipped, or has ended otherwise.
 */
export async function cancelOrder(
  orderId: string | undefined,
  userId: string,
  context: Context,
  store: OrdersAndStock = defaultStore,
): Promise<Order> {
  const order = await changeOrder(
    () => getOrder(orderId, userId, store),
    ({ pk, status }) => {
      if (status === 'CANCELLED') return undefined;
      if (!canBecome(status, 'CANCELLED')) {
        throw new RefusedError('conflict', `An order that is ${status} cannot be cancelled`);
      }
      return {
        to: 'CANCELLED',
        event: outboxEvent('order.cancelled.v1', pk, context, { previousStatus: status }),
      };
    },
    context,
    store,
  );
  return toOrder(order);
}
