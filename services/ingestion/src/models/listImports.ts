import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@orderflow/idempotency';
import { fromCursor, type Position, type Positions, toCursor } from '../lib/cursor.ts';
import { store as defaultStore } from '../lib/store.ts';
import { IMPORT, type ImportItem, type ImportsStore, ownerOf, SHARED } from './imports.ts';

export interface ImportsPage {
  items: ImportItem[];
  /** Present when there may be more. */
  cursor?: string;
}

interface Listed extends Position {
  /** Which of the merged lists it is in. */
  list: number;
}

/** A page of the imports that a user may see, newest first: the user's own and the shared ones, merged. */
export async function listImports(
  principal: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  store: ImportsStore = defaultStore,
): Promise<ImportsPage> {
  // The owners of the lists come from the token alone, never from the cursor.
  const owners = [ownerOf(principal), SHARED];
  const after: Positions =
    cursor === undefined ? owners.map(() => undefined) : fromCursor(cursor, owners.length);
  const lists = await Promise.all(owners.map((owner, list) => query(owner, list, limit, after[list], store)));
  const merged = lists.flatMap(({ listed }) => listed).sort(newestFirst);
  const page = merged.slice(0, limit);
  const items = await load(page, store);
  const more = merged.length > limit || lists.some((list) => list.more);
  if (!more) return { items };
  const reached = owners.map((_, list) => page.findLast((one) => one.list === list) ?? after[list]);
  return { items, cursor: toCursor(reached) };
}

async function query(
  owner: string,
  list: number,
  limit: number,
  after: Position | undefined,
  { client, imports }: ImportsStore,
): Promise<{ listed: Listed[]; more: boolean }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: imports,
      IndexName: 'byOwner',
      KeyConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: after && { owner, createdAt: after.createdAt, pk: after.importId, sk: IMPORT },
    }),
  );
  const listed = Items.map(({ createdAt, pk }) => ({ createdAt, importId: pk, list }));
  return { listed, more: LastEvaluatedKey !== undefined };
}

/** Stable: imports of one millisecond stay in the order of their list. */
const newestFirst = (a: Listed, b: Listed) =>
  a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0;

/** The index holds keys only, so that progress costs no index write; the imports themselves are read by key. */
async function load(page: Listed[], { client, imports }: ImportsStore): Promise<ImportItem[]> {
  const keys = page.map(({ importId }) => ({ pk: importId, sk: IMPORT }));
  const found = await batchGet<ImportItem>(client, imports, keys);
  const byId = new Map(found.map((item) => [item.pk, item]));
  return keys.flatMap(({ pk }) => byId.get(pk) ?? []);
}
