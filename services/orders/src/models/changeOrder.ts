import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Context,
  canBecome,
  holdsStock,
  type OrderItem,
  type OrderPayment,
  type OutboxEvent,
  stepsOf,
} from '@orderflow/domain';
import { BusyError, type TransactItem, transact } from '@orderflow/idempotency';
import type { OrderStatus } from '@orderflow/validation';
import type { Store } from '../lib/store.ts';

export type OrdersAndStock = Pick<Store, 'client' | 'orders' | 'inventory'>;

/** A change of an order. */
export interface Change {
  /** The next state. Default: the order stays in its state. */
  to?: OrderStatus;
  /** The event that announces the new state. A change without a new state announces nothing. */
  event?: OutboxEvent;
  /** Attributes that are written beside the state. */
  set?: Partial<Pick<OrderItem, 'payment' | 'carrier' | 'trackingCode' | 'refund'>>;
}

/** States and payment of one order change a few times in its life, so an attempt rarely meets another change. */
const MAX_ATTEMPTS = 10;

/**
 * Changes an order: reads it, asks `change`, and writes the change under the condition that the order is still as it
 * was read. If it is not, all of this is done again. When the order ends, its stock goes back in the same transaction,
 * and so once.
 *
 * @param change returns undefined when there is nothing to change
 * @returns the order as it is now
 * @throws whatever `read` and `change` throw; BusyError when others do not stop changing it.
 */
export async function changeOrder(
  read: () => Promise<OrderItem>,
  change: (order: OrderItem) => Change | undefined,
  { now }: Pick<Context, 'now'>,
  store: OrdersAndStock,
): Promise<OrderItem> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const order = await read();
    const wanted = change(order);
    if (!wanted) return order;
    const next = changed(order, wanted, now);
    const items = [update(order, next, store), ...stockReturned(order, next, store)];
    if (await isWritten(items, store)) return next;
  }
  throw new BusyError('others keep changing the same order');
}

/** @throws Error for a step that the state machine does not know: the caller did not check. */
function changed(
  order: OrderItem,
  { to = order.status, event = order.event, set }: Change,
  now: Date,
): OrderItem {
  if (to === order.status) return { ...order, ...set };
  if (!canBecome(order.status, to)) throw new Error(`an order that is ${order.status} cannot be ${to}`);
  const { reservation: _, reservedUntil: __, ...rest } = order;
  const history = [...stepsOf(order), { status: to, at: now.toISOString() }];
  return { ...rest, ...set, status: to, history, event };
}

/** Attributes that a change may write. */
const CHANGING = ['status', 'event', 'history', 'payment', 'carrier', 'trackingCode', 'refund'] as const;

/** Writes only what is new, so that a person who is erased meanwhile stays erased. */
function update(order: OrderItem, next: OrderItem, { orders }: OrdersAndStock): TransactItem {
  const written = CHANGING.filter((name) => next[name] !== undefined && next[name] !== order[name]);
  const gone = (['reservation', 'reservedUntil'] as const).filter((name) => order[name] && !next[name]);
  const { ofPayment, version } = asRead(order.payment);
  const name = (one: string) => `#${one}`;
  return {
    Update: {
      TableName: orders,
      Key: { pk: order.pk },
      UpdateExpression: [
        `SET ${written.map((one) => `#${one} = :${one}`).join(', ')}`,
        ...(gone.length > 0 ? [`REMOVE ${gone.map(name).join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: `#status = :was AND ${ofPayment}`,
      ExpressionAttributeNames: {
        '#status': 'status',
        '#payment': 'payment',
        ...(version === undefined ? {} : { '#version': 'version' }),
        ...Object.fromEntries([...written, ...gone].map((one) => [name(one), one])),
      },
      ExpressionAttributeValues: {
        ':was': order.status,
        ...(version === undefined ? {} : { ':version': version }),
        ...Object.fromEntries(written.map((one) => [`:${one}`, next[one]])),
      },
    },
  };
}

const asRead = (payment: OrderPayment | undefined) =>
  payment
    ? { ofPayment: '#payment.#version = :version', version: payment.version }
    : { ofPayment: 'attribute_not_exists(#payment)', version: undefined };

function stockReturned(order: OrderItem, next: OrderItem, { inventory }: OrdersAndStock): TransactItem[] {
  if (!holdsStock(order.status) || holdsStock(next.status)) return [];
  return order.lines.map(({ sku, quantity }) => ({
    Update: {
      TableName: inventory,
      Key: { pk: sku },
      UpdateExpression: 'ADD available :quantity, reserved :minus',
      ExpressionAttributeValues: { ':quantity': quantity, ':minus': -quantity },
    },
  }));
}

const CHANGED = [
  ConditionalCheckFailedException,
  TransactionCanceledException,
  // A single write conflicts with a transaction.
  TransactionConflictException,
];

/**
 * @returns false when the order has changed since it was read. One item alone costs half as much outside a transaction.
 */
async function isWritten(items: TransactItem[], { client }: OrdersAndStock): Promise<boolean> {
  const [only, ...more] = items;
  try {
    if (only?.Update && more.length === 0) await client.send(new UpdateCommand(only.Update));
    else await transact(client, items);
    return true;
  } catch (error) {
    if (!CHANGED.some((one) => error instanceof one)) throw error;
    return false;
  }
}
