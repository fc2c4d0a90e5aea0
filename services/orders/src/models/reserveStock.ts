import { outboxEvent } from '@orderflow/domain';
import { batchGet, type Consumer, type Plan, type TransactItem } from '@orderflow/idempotency';
import type { OrderCreatedEvent } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { decide } from './decide.ts';
import type { StockItem } from './stock.ts';

/**
 * Decides created orders: reserves all lines of an order and confirms it, or rejects it.
 *
 * The order's own state is the mark that the event was applied: it leaves PENDING in the transaction that takes the
 * stock, and only from PENDING. So no seen-mark is written, which halves the write units of a decision, and an order
 * that was cancelled first is left alone.
 */
export function stockReservation(
  now: Date,
  store: Pick<Store, 'client' | 'orders' | 'inventory'> = defaultStore,
): Consumer<OrderCreatedEvent> {
  return {
    client: store.client,
    key: ({ data }) => data.orderId,
    plan: (events) => plan(events, now, store),
  };
}

async function plan(
  events: OrderCreatedEvent[],
  now: Date,
  { client, orders, inventory }: Pick<Store, 'client' | 'orders' | 'inventory'>,
): Promise<Plan> {
  const skus = [...new Set(events.flatMap(({ data }) => data.lines.map(({ sku }) => sku)))];
  const stock = await batchGet<StockItem>(
    client,
    inventory,
    skus.map((pk) => ({ pk })),
  );
  const { confirmed, taken } = decide(
    events.map(({ data }) => data),
    new Map(stock.map(({ pk, available }) => [pk, available])),
  );
  return {
    guards: events.map((event, index) => decision(orders, event, confirmed[index] === true, now)),
    effects: [...taken].map(([sku, quantity]) => reservation(inventory, sku, quantity)),
  };
}

function decision(orders: string, event: OrderCreatedEvent, confirmed: boolean, now: Date): TransactItem {
  const { orderId } = event.data;
  const context = { correlationId: event.correlationid ?? event.id, now };
  return {
    Update: {
      TableName: orders,
      Key: { pk: orderId },
      UpdateExpression: 'SET #status = :status, #event = :event',
      ConditionExpression: '#status = :pending',
      ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
      ExpressionAttributeValues: {
        ':status': confirmed ? 'CONFIRMED' : 'REJECTED',
        ':pending': 'PENDING',
        ':event': confirmed
          ? outboxEvent('order.confirmed.v1', orderId, context)
          : outboxEvent('order.rejected.v1', orderId, context, { reason: 'OUT_OF_STOCK' }),
      },
    },
  };
}

/** The stock was read before: if others took it meanwhile, the condition fails and the batch is planned again. */
const reservation = (inventory: string, sku: string, quantity: number): TransactItem => ({
  Update: {
    TableName: inventory,
    Key: { pk: sku },
    UpdateExpression: 'SET available = available - :quantity, reserved = reserved + :quantity',
    ConditionExpression: 'available >= :quantity',
    ExpressionAttributeValues: { ':quantity': quantity },
  },
});
