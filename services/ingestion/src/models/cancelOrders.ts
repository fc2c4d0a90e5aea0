import {
  type Context,
  canBecome,
  holdsStock,
  LaterError,
  type OrderItem,
  outboxEvent,
  stepsOf,
} from '@orderflow/domain';
import { addTo, batchGet, consume, type Plan, type TransactItem } from '@orderflow/idempotency';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import type { Store } from '../lib/store.ts';

export type OrdersAndStock = Pick<Store, 'client' | 'orders' | 'inventory'>;

/** The outcome of undoing one order. */
export type Undone = 'cancelled' | 'ended' | 'kept';

/** An order changes a few times in its life, so a round rarely meets another change. */
const MAX_ROUNDS = 10;

/**
 * Cancels orders that an import created, as their buyers could. The stock that they hold is returned in the same
 * transaction, and therefore exactly once. One transaction covers several orders. An order that changed since it was
 * read (decided, shipped, cancelled) is read again: whoever was first wins. An order that an earlier attempt cancelled
 * is marked, and counts as cancelled.
 *
 * @returns the outcome and the present status of each order, by its id.
 * @throws LaterError when others keep changing the orders; also any error of a transaction.
 */
export async function cancelOrders(
  orders: ImportedOrder[],
  context: Context,
  store: OrdersAndStock,
): Promise<Map<string, { became: Undone; status: OrderItem['status'] }>> {
  const undone = new Map<string, { became: Undone; status: OrderItem['status'] }>();
  let left = orders;
  for (let round = 1; left.length > 0; round++) {
    if (round > MAX_ROUNDS) throw new LaterError('others keep changing the same orders');
    const open: ImportedOrder[] = [];
    for (const order of left) {
      const became = ofEnded(order);
      if (became) undone.set(order.pk, { became, status: order.status });
      else open.push(order);
    }
    const { applied, duplicates, failed } = await consume(
      { client: store.client, key: ({ pk }) => pk, plan: async (some) => planOf(some, context, store) },
      open,
    );
    if (failed[0]) throw failed[0].error;
    for (const { pk } of applied) undone.set(pk, { became: 'cancelled', status: 'CANCELLED' });
    left = await batchGet<ImportedOrder>(
      store.client,
      store.orders,
      duplicates.map(({ pk }) => ({ pk })),
    );
  }
  return undone;
}

/**
 * Undefined when there is something to undo. An imported order is never paid; one that has a payment all the same is
 * kept.
 */
function ofEnded({ status, undone, payment }: ImportedOrder): Undone | undefined {
  if (undone) return 'cancelled';
  if (status === 'CANCELLED' || status === 'REJECTED') return 'ended';
  return canBecome(status, 'CANCELLED') && !payment ? undefined : 'kept';
}

function planOf(orders: ImportedOrder[], context: Context, store: OrdersAndStock): Plan {
  const returned = new Map<string, number>();
  for (const { lines } of orders.filter(({ status }) => holdsStock(status))) {
    for (const { sku, quantity } of lines) returned.set(sku, (returned.get(sku) ?? 0) + quantity);
  }
  return {
    guards: orders.map((order) => cancellation(order, context, store)),
    effects: [...returned].map(([pk, quantity]) =>
      addTo(store.inventory, { pk }, { available: quantity, reserved: -quantity }),
    ),
  };
}

/** Writes only what changes, so a user who is erased meanwhile stays erased. */
const cancellation = (order: ImportedOrder, context: Context, { orders }: OrdersAndStock): TransactItem => ({
  Update: {
    TableName: orders,
    Key: { pk: order.pk },
    UpdateExpression: 'SET #status = :cancelled, history = :history, #event = :event, undone = :true',
    ConditionExpression: '#status = :was AND attribute_not_exists(payment)',
    ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
    ExpressionAttributeValues: {
      ':cancelled': 'CANCELLED',
      ':was': order.status,
      ':history': [...stepsOf(order), { status: 'CANCELLED', at: context.now.toISOString() }],
      ':event': outboxEvent('order.cancelled.v1', order.pk, context, { previousStatus: order.status }),
      ':true': true,
    },
  },
});
