import {
  type Context,
  type NewOrder,
  newOrderItem,
  type Order,
  RefusedError,
  repeatedSkus,
  toOrder,
} from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import { ValidationError } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

export interface PlacedOrder {
  order: Order;
  /** The same request had succeeded before; `order` is what it was answered, whatever became of it since. */
  replayed: boolean;
}

/**
 * Accepts an order: one conditional write, which also announces it.
 *
 * @throws ValidationError when a sku is in two lines; RefusedError (unprocessable) when the order id was derived from
 *   a key that had been used for another request.
 */
export async function placeOrder(
  order: NewOrder,
  context: Context,
  { client, orders }: Pick<Store, 'client' | 'orders'> = defaultStore,
): Promise<PlacedOrder> {
  const repeated = repeatedSkus(order.lines);
  if (repeated.length > 0) throw new ValidationError(repeated);
  const wanted = newOrderItem(order, context);
  const { outcome, item } = await createOnce(client, orders, wanted);
  if (outcome === 'conflict') {
    throw new RefusedError('unprocessable', 'This Idempotency-Key was used for another request');
  }
  return { order: toOrder({ ...wanted, createdAt: item.createdAt }), replayed: outcome === 'replayed' };
}
