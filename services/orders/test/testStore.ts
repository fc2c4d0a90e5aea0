import { randomUUID } from 'node:crypto';
import type { Context, NewOrder, OrderItem } from '@orderflow/domain';
import { documentClient } from '@orderflow/idempotency';
import type { Store } from '../src/lib/store.ts';
import { getOrder } from '../src/models/orders.ts';
import { type PlacedOrder, placeOrder } from '../src/models/placeOrder.ts';
import { setAvailable } from '../src/models/stock.ts';
import { context, newOrder } from './orderEvents.ts';

/** The tables of the running engine. Tests share them, so every test uses users, skus and dates of its own. */
export const testStore = (client = documentClient()): Store => ({
  client,
  orders: 'orderflow-local-orders',
  inventory: 'orderflow-local-inventory',
  products: 'orderflow-local-products',
  analytics: 'orderflow-local-analytics',
  users: 'orderflow-local-users',
  seen: 'orderflow-local-seen',
});

export const store = testStore();

/** A sku with this stock. */
export async function stocked(available: number): Promise<string> {
  const sku = randomUUID();
  await setAvailable(sku, available, store);
  return sku;
}

/** Places an order at the prices that it names. */
export const place = (order: NewOrder, at: Context, by: Store): Promise<PlacedOrder> =>
  placeOrder(order, at, async () => order.lines, by);

export const line = (sku: string, quantity = 1) => ({ sku, quantity, unitPrice: 100 });

/** A placed order for these lines, and the order that was asked for. */
export async function placed(...lines: ReturnType<typeof line>[]) {
  return placedAs(newOrder({ lines }));
}

/** The same for an order that is paid. */
export const placedToPay = (...lines: ReturnType<typeof line>[]) =>
  placedAs(newOrder({ lines, payment: { method: 'pm_card_visa' } }));

async function placedAs(order: NewOrder) {
  const { order: answer } = await place(order, context, store);
  return { order, answer };
}

/** The item of an order of Ann's as it is now. */
export const itemOf = (orderId: string): Promise<OrderItem> => getOrder(orderId, 'ann', store);
export const statusOf = async (orderId: string) => (await itemOf(orderId)).status;
