import { contextOf, type OrderItem, outboxEvent } from '@orderflow/domain';
import { batchGet, type Consumer, type Plan, type TransactItem } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import type { OrderCreatedEvent } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { decide } from './decide.ts';
import { reservedUntil } from './reservations.ts';
import type { StockItem } from './stock.ts';

/**
 * Decides created orders. It takes the stock for all lines of an order, which confirms the order or makes it wait for
 * its payment. If there is not enough stock, it rejects the order.
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
  const decisions = decide(
    events.map(({ data }) => data),
    new Map(stock.map(({ pk, available }) => [pk, available])),
  );
  return {
    guards: events.map((event, index) => decision(orders, event, decisions.confirmed[index] === true, now)),
    effects: [...decisions.taken].map(([sku, quantity]) => reservation(inventory, sku, quantity)),
  };
}

function decision(orders: string, event: OrderCreatedEvent, isTaken: boolean, now: Date): TransactItem {
  const { orderId } = event.data;
  const { status, ...more } = isTaken ? taken(event, now) : rejected(event, now);
  const attributes = { ...more, history: [{ status, at: now.toISOString() }] };
  const names = Object.keys(attributes);
  return {
    Update: {
      TableName: orders,
      Key: { pk: orderId },
      UpdateExpression: `SET #status = :status, ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: '#status = :pending',
      ExpressionAttributeNames: {
        '#status': 'status',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':status': status,
        ':pending': 'PENDING',
        ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
}

type Decided = Pick<OrderItem, 'status' | 'event' | 'reservation' | 'reservedUntil'>;

/** An order with a payment waits for it. An order on account waits for nothing. */
function taken(event: OrderCreatedEvent, now: Date): Decided {
  const { orderId, payment } = event.data;
  const context = contextOf(event, now);
  if (!payment) return { status: 'CONFIRMED', event: outboxEvent('order.confirmed.v1', orderId, context) };
  return {
    status: 'RESERVED',
    event: outboxEvent('order.reserved.v1', orderId, context),
    ...reservedUntil(orderId, now, Number(env('RESERVATION_SECONDS'))),
  };
}

const rejected = (event: OrderCreatedEvent, now: Date): Decided => ({
  status: 'REJECTED',
  event: outboxEvent('order.rejected.v1', event.data.orderId, contextOf(event, now), {
    reason: 'OUT_OF_STOCK',
  }),
});

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
