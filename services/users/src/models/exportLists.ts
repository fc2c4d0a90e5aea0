import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Order, type OrderItem, toOrder } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import { decodeCursor, encodeCursor, invalidCursor, isTimestamp } from '@orderflow/lambda';
import type { Store } from '../lib/store.ts';
import { pick } from './pick.ts';

export interface Listed {
  orders: Order[];
  imports: Record<string, unknown>[];
  /** Present when there may be more. */
  cursor?: string;
}

const IMPORT = [
  'fileName',
  'status',
  'reason',
  'createdAt',
  'startedAt',
  'finishedAt',
  'read',
  'created',
  'duplicate',
  'rejected',
];

/** The lists of any length: the orders of a person, then the imports, each the newest first. */
type List = 'orders' | 'imports';

interface Place {
  list: List;
  /** The last item that was shown; none at the beginning of a list. */
  after?: { createdAt: string; id: string };
}

/**
 * A page of the lists of a person. The person is always the caller, never read from the cursor.
 *
 * @throws RefusedError (malformed) for an invalid cursor.
 */
export async function pageOf(
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  store: Store,
): Promise<Listed> {
  const place: Place = cursor === undefined ? { list: 'orders' } : fromCursor(cursor);
  if (place.list === 'imports') return { orders: [], ...(await importsAt(place, userId, limit, store)) };
  const { keys, next } = await keysAt(place, userId, limit, store);
  const found = await batchGet<OrderItem>(
    store.client,
    store.orders,
    keys.map(({ pk }) => ({ pk })),
  );
  const orders = inOrder(keys, found).map(toOrder);
  if (next.cursor) return { orders, imports: [], ...next };
  return { orders, ...(await importsAt({ list: 'imports' }, userId, limit, store)) };
}

async function importsAt(
  place: Place,
  userId: string,
  limit: number,
  store: Store,
): Promise<Omit<Listed, 'orders'>> {
  const { keys, next } = await keysAt(place, userId, limit, store);
  const found = await batchGet<{ pk: string }>(
    store.client,
    store.imports,
    keys.map(({ pk }) => ({ pk, sk: 'import' })),
  );
  const imports = inOrder(keys, found).map((item) => ({ importId: item.pk, ...pick({ ...item }, IMPORT) }));
  return { imports, ...next };
}

async function keysAt(
  { list, after }: Place,
  userId: string,
  limit: number,
  store: Store,
): Promise<{ keys: { pk: string }[]; next: { cursor?: string } }> {
  const [table, index, attribute, owner] =
    list === 'orders'
      ? [store.orders, 'byUser', 'userId', userId]
      : [store.imports, 'byOwner', 'owner', `user#${userId}`];
  const key = after && {
    [attribute]: owner,
    createdAt: after.createdAt,
    pk: after.id,
    ...(list === 'imports' && { sk: 'import' }),
  };
  const { Items = [], LastEvaluatedKey: last } = await store.client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': attribute },
      ExpressionAttributeValues: { ':owner': owner },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: key,
    }),
  );
  return {
    keys: Items as { pk: string }[],
    next: last ? { cursor: encodeCursor([list, last['createdAt'], last['pk']]) } : {},
  };
}

function fromCursor(cursor: string): Place {
  const [list, createdAt, id, ...more] = decodeCursor(cursor);
  if ((list !== 'orders' && list !== 'imports') || more.length > 0) throw invalidCursor();
  if (!isTimestamp(createdAt) || typeof id !== 'string' || id.length === 0) throw invalidCursor();
  return { list, after: { createdAt, id } };
}

function inOrder<T extends { pk: string }>(keys: { pk: string }[], found: T[]): T[] {
  const byId = new Map(found.map((item) => [item.pk, item]));
  return keys.flatMap(({ pk }) => byId.get(pk) ?? []);
}
