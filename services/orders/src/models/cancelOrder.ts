import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type Context,
  canBecome,
  holdsStock,
  type Order,
  type OrderItem,
  outboxEvent,
  RefusedError,
  toOrder,
} from '@orderflow/domain';
import { type TransactItem, transact } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { getOrder } from './orders.ts';

/** An order changes its state at most twice, so a third attempt never meets another change. */
const MAX_ATTEMPTS = 3;

/**
 * Cancels an order and returns the stock it holds, together in one transaction that demands the state it was read in.
 * When the order is decided meanwhile, it is read again. Cancelling a cancelled order changes nothing.
 *
 * @throws RefusedError (not-found); (conflict) when the order's state is final.
 */
export async function cancelOrder(
  orderId: string | undefined,
  userId: string,
  context: Context,
  store: Store = defaultStore,
): Promise<Order> {
  for (let attempt = 1; ; attempt++) {
    const order = await getOrder(orderId, userId, store);
    if (order.status === 'CANCELLED') return toOrder(order);
    if (!canBecome(order.status, 'CANCELLED')) {
      throw new RefusedError('conflict', `An order that is ${order.status} cannot be cancelled`);
    }
    try {
      await transact(store.client, [cancellation(order, context, store), ...stockReturned(order, store)]);
      return toOrder({ ...order, status: 'CANCELLED' });
    } catch (error) {
      const changed = error instanceof TransactionCanceledException;
      if (!changed || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

const cancellation = ({ pk, status }: OrderItem, context: Context, { orders }: Store): TransactItem => ({
  Update: {
    TableName: orders,
    Key: { pk },
    UpdateExpression: 'SET #status = :cancelled, #event = :event',
    ConditionExpression: '#status = :status',
    ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
    ExpressionAttributeValues: {
      ':cancelled': 'CANCELLED',
      ':status': status,
      ':event': outboxEvent('order.cancelled.v1', pk, context, { previousStatus: status }),
    },
  },
});

function stockReturned({ status, lines }: OrderItem, { inventory }: Store): TransactItem[] {
  if (!holdsStock(status)) return [];
  return lines.map(({ sku, quantity }) => ({
    Update: {
      TableName: inventory,
      Key: { pk: sku },
      UpdateExpression: 'ADD available :quantity, reserved :minus',
      ExpressionAttributeValues: { ':quantity': quantity, ':minus': -quantity },
    },
  }));
}
