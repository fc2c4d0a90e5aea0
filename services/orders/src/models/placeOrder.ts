import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Context,
  holdsCardNumber,
  type NewOrder,
  newOrderItem,
  type Order,
  type OrderItem,
  RefusedError,
  repeatedSkus,
  toOrder,
} from '@orderflow/domain';
import { type Creation, createOnce, existing } from '@orderflow/idempotency';
import { type CreateOrder, type OrderLine, ValidationError } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

export interface PlacedOrder {
  order: Order;
  /** True if the same request succeeded before. Then `order` is the first answer, whatever happened to the order since. */
  replayed: boolean;
}

type OrdersStore = Pick<Store, 'client' | 'orders'>;

/** An order as its caller sent it. */
export type WantedOrder = Omit<NewOrder, 'lines' | 'asked'> & Pick<CreateOrder, 'lines'>;

/**
 * Accepts an order: one conditional write, which also announces it. The price is set once: a repeat of the request gets
 * the first answer, whatever the products cost by then.
 *
 * @param price the lines with their prices; its refusal is the answer, unless the request is a repeat
 * @throws ValidationError when a sku is in two lines, or the note holds a card number; RefusedError (unprocessable) when
 *   the order id was derived from a key that had been used for another request; and whatever `price` throws.
 */
export async function placeOrder(
  { lines: asked, ...order }: WantedOrder,
  context: Context,
  price: () => Promise<OrderLine[]>,
  store: OrdersStore = defaultStore,
): Promise<PlacedOrder> {
  const repeated = repeatedSkus(asked);
  if (repeated.length > 0) throw new ValidationError(repeated);
  if (order.note !== undefined && holdsCardNumber(order.note)) {
    throw new ValidationError([{ pointer: '/note', message: 'must not hold the number of a payment card' }]);
  }
  const itemOf = (lines: OrderLine[]) => newOrderItem({ ...order, lines, asked }, context);
  let creation: Creation<OrderItem>;
  try {
    creation = await createOnce(store.client, store.orders, itemOf(await price()));
  } catch (error) {
    const old = error instanceof RefusedError ? await itemWith(order.orderId, store) : undefined;
    if (!old) throw error;
    creation = existing(itemOf([]), old);
  }
  const { outcome, item } = creation;
  if (outcome === 'conflict') {
    throw new RefusedError('unprocessable', 'This Idempotency-Key was used for another request');
  }
  const { createdAt, lines } = item;
  const answered = { ...itemOf(lines), createdAt };
  return { order: toOrder(answered), replayed: outcome === 'replayed' };
}

async function itemWith(pk: string, { client, orders }: OrdersStore): Promise<OrderItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: orders, Key: { pk }, ConsistentRead: true }),
  );
  return Item as OrderItem | undefined;
}
