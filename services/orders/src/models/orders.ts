import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isOrderId, type Order, type OrderItem, RefusedError, toOrder } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import { fromCursor, toCursor } from '../lib/cursor.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';

type OrdersStore = Pick<Store, 'client' | 'orders'>;

/**
 * An order of this user. Somebody else's is as unknown as one that does not exist.
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
 * A page of a user's orders, newest first. The index holds keys only, so a change of an order's state costs no index
 * write; the orders themselves are read by key.
 */
export async function listOrders(
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { client, orders }: OrdersStore = defaultStore,
): Promise<Page> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: orders,
      IndexName: 'byUser',
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
      Limit: limit,
      // Whose orders these are comes from the token alone, never from the cursor.
      ExclusiveStartKey: after && { userId, createdAt: after.createdAt, pk: after.orderId },
    }),
  );
  const found = await batchGet<OrderItem>(
    client,
    orders,
    Items.map(({ pk }) => ({ pk })),
  );
  const byId = new Map(found.map((item) => [item.pk, item]));
  const items = Items.flatMap(({ pk }) => byId.get(pk) ?? []).map(toOrder);
  if (!LastEvaluatedKey) return { items };
  return {
    items,
    cursor: toCursor({ createdAt: LastEvaluatedKey['createdAt'], orderId: LastEvaluatedKey['pk'] }),
  };
}

const notFound = () => new RefusedError('not-found', 'There is no such order');
