import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  isOrderId,
  isOrderStatus,
  ORDER_STATES,
  type Order,
  type OrderItem,
  RefusedError,
  toOrder,
} from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import type { OrderStatus } from '@orderflow/validation';
import { fromCursor, type Position, toCursor } from '../lib/cursor.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';

type OrdersStore = Pick<Store, 'client' | 'orders'>;

/**
 * An order of this user. The order of another user is not found, like one that does not exist.
 *
 * @throws RefusedError (not-found)
 */
export async function getOrder(
  orderId: string | undefined,
  userId: string,
  store: OrdersStore = defaultStore,
): Promise<OrderItem> {
  const order = await findOrder(orderId, store);
  if (order.userId !== userId) throw notFound();
  return order;
}

/**
 * An order, whoever placed it.
 *
 * @throws RefusedError (not-found)
 */
export async function findOrder(
  orderId: string | undefined,
  { client, orders }: OrdersStore = defaultStore,
): Promise<OrderItem> {
  if (!isOrderId(orderId)) throw notFound();
  const { Item } = await client.send(
    new GetCommand({ TableName: orders, Key: { pk: orderId }, ConsistentRead: true }),
  );
  if (!Item) throw notFound();
  return Item as OrderItem;
}

export interface Page {
  items: Order[];
  /** Present when there may be more. */
  cursor?: string;
}

/**
 * The query parameter `status`.
 *
 * @throws RefusedError (malformed)
 */
export function wantedStatus(status: string | undefined): OrderStatus | undefined {
  if (status === undefined || isOrderStatus(status)) return status;
  throw new RefusedError('malformed', `status must be one of ${ORDER_STATES.join(', ')}`);
}

/** The most orders that are read for one page of a list by status. Three keys of an index cost as much as one order. */
const MAX_LOOKED_AT = 500;
const LOOK_AT = 100;

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  /** Orders of this status only. */
  status?: OrderStatus | undefined;
}

/**
 * A page of a user's orders, newest first. The index holds keys only, so a change of an order's state costs no index
 * write; the orders themselves are read by key. A list by status is filtered after the read, so a page may hold fewer
 * orders than requested, or none, and still have a cursor.
 */
export async function listOrders(
  userId: string,
  { limit, cursor, status }: Wanted,
  store: OrdersStore = defaultStore,
): Promise<Page> {
  const items: Order[] = [];
  let after = cursor === undefined ? undefined : fromCursor(cursor);
  for (let looked = 0; looked < MAX_LOOKED_AT; looked += LOOK_AT) {
    const { keys, orders, isLast } = await lookAt(userId, after, status ? LOOK_AT : limit, store);
    for (const [index, { pk, createdAt }] of keys.entries()) {
      const order = orders.get(pk);
      if (!order || (status && order.status !== status)) continue;
      items.push(toOrder(order));
      const isEnd = isLast && index === keys.length - 1;
      if (status && items.length === limit && !isEnd) {
        return { items, cursor: toCursor({ createdAt, orderId: pk }) };
      }
    }
    const last = keys.at(-1);
    if (isLast || !last) return { items };
    after = { createdAt: last.createdAt, orderId: last.pk };
    if (!status) break;
  }
  return after ? { items, cursor: toCursor(after) } : { items };
}

/** The next keys of the index, and their orders by id. */
async function lookAt(
  userId: string,
  after: Position | undefined,
  Limit: number,
  { client, orders }: OrdersStore,
): Promise<{ keys: { pk: string; createdAt: string }[]; orders: Map<string, OrderItem>; isLast: boolean }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: orders,
      IndexName: 'byUser',
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
      Limit,
      // The user id comes from the token alone, never from the cursor.
      ExclusiveStartKey: after && { userId, createdAt: after.createdAt, pk: after.orderId },
    }),
  );
  const keys = Items.map(({ pk, createdAt }) => ({ pk: String(pk), createdAt: String(createdAt) }));
  const found = await batchGet<OrderItem>(
    client,
    orders,
    keys.map(({ pk }) => ({ pk })),
  );
  return { keys, orders: new Map(found.map((item) => [item.pk, item])), isLast: !LastEvaluatedKey };
}

const notFound = () => new RefusedError('not-found', 'There is no such order');
