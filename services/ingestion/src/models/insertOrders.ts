import { performance } from 'node:perf_hooks';
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { LaterError, type OrderItem } from '@orderflow/domain';
import { type Backoff, batchGet, fullJitter } from '@orderflow/idempotency';
import type { Congestion } from '@orderflow/idempotency/congestion';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';

/** What must be known of the order that has an id. */
export interface Holder {
  fingerprint: string;
  /** Absent when the order did not come from an import. */
  row?: string;
}

/** The limit of BatchExecuteStatement. */
export const INSERT_BATCH = 25;
const MAX_ATTEMPTS = 10;
const LATER = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'TransactionConflict',
  'InternalServerError',
]);
const LATER_ALL = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/**
 * Inserts up to {@link INSERT_BATCH} orders with different ids, each only if its id is free; it overwrites none. Rows
 * that are throttled are sent again without the others, after a pause.
 *
 * @param congestion is told how each call went.
 * @returns the holder of each id now, in the order of `items`: the item itself, or the order that was there.
 * @throws Error when a row is refused for any other reason; LaterError when throttling does not end: some rows may be
 * inserted.
 */
export async function insertOrders(
  items: ImportedOrder[],
  { client, orders }: Pick<Store, 'client' | 'orders'> = defaultStore,
  pause: Backoff = fullJitter(50, 5_000),
  congestion?: Pick<Congestion, 'wrote' | 'throttled'>,
): Promise<Holder[]> {
  const taken: ImportedOrder[] = [];
  let rest = items;
  for (let attempt = 1; rest.length > 0; attempt++) {
    if (attempt > MAX_ATTEMPTS) throw new LaterError('the orders table keeps throttling');
    if (attempt > 1) await pause(attempt - 1);
    const codes = await observed(rest.length, () => insertOnce(rest, { client, orders }), congestion);
    const refused = codes.find((code) => code && code !== 'DuplicateItem' && !LATER.has(code));
    if (refused) throw new Error(`the orders table refused a row: ${refused}`);
    taken.push(...rest.filter((_, index) => codes[index] === 'DuplicateItem'));
    rest = rest.filter((_, index) => LATER.has(codes[index] ?? ''));
  }
  const there = await batchGet<OrderItem & Holder>(
    client,
    orders,
    taken.map(({ pk }) => ({ pk })),
  );
  const holders = new Map<string, Holder>(items.map((item) => [item.pk, item]));
  for (const { pk } of taken) holders.delete(pk);
  for (const order of there) holders.set(order.pk, order);
  return items.map(({ pk }) => {
    const holder = holders.get(pk);
    if (!holder) throw new Error(`order ${pk} was there and is gone`);
    return holder;
  });
}

async function observed(
  rows: number,
  call: () => Promise<Codes>,
  congestion?: Pick<Congestion, 'wrote' | 'throttled'>,
): Promise<Codes> {
  const begun = performance.now();
  const codes = await call();
  const now = performance.now();
  const later = codes.filter((code) => LATER.has(code ?? '')).length;
  if (later > 0) congestion?.throttled(now);
  else congestion?.wrote(rows, now - begun, now);
  return codes;
}

/** One error code per row; undefined where the row was inserted. */
type Codes = (string | undefined)[];

async function insertOnce(
  items: ImportedOrder[],
  { client, orders }: Pick<Store, 'client' | 'orders'>,
): Promise<Codes> {
  try {
    const { Responses = [] } = await client.send(
      new BatchExecuteStatementCommand({ Statements: items.map((item) => insertion(orders, item)) }),
    );
    return items.map((_, index) => (Responses[index] ? Responses[index].Error?.Code : 'NoAnswer'));
  } catch (error) {
    if (error instanceof Error && LATER_ALL.has(error.name)) return items.map(() => 'ThrottlingError');
    throw error;
  }
}

/** PartiQL's INSERT fails with DuplicateItem if the key exists. It costs one write unit up to 1 KB. */
function insertion(orders: string, item: ImportedOrder) {
  const attributes = Object.entries(item).filter(([, value]) => value !== undefined);
  const names = attributes.map(([name]) => `'${name}': ?`);
  return {
    Statement: `INSERT INTO "${orders}" VALUE {${names.join(', ')}}`,
    Parameters: attributes.map(([, value]) => value),
  };
}
