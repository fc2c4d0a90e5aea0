import type { Row, RowItem } from '../csv/orderRows.ts';
import type { Reject } from '../csv/rejects.ts';
import { concurrently } from '../lib/concurrently.ts';
import type { Rows } from './imports.ts';
import { type Holder, INSERT_BATCH } from './insertOrders.ts';

/** What the rows of a chunk came to: counted, and those that were rejected, by line. */
export interface RowsResult {
  rows: Rows;
  rejects: Reject[];
}

/** Inserts orders with different ids; tells who has each id then. */
export type Insert = (items: RowItem[]) => Promise<Holder[]>;

/** Insert calls in flight for one chunk. */
const IN_FLIGHT = 8;

type OrderRow = Extract<Row, { item: RowItem }>;
/** A row as far as it is compared with the holder of its id. */
type Candidate = Pick<RowItem, 'pk' | 'fingerprint' | 'row'> & Pick<OrderRow, 'reject'>;

/**
 * Imports the rows of one chunk. Of rows with one id, only the first is inserted, and the others are compared with
 * whoever has the id then. Who that is does not change any more, so every attempt at a chunk, also a second one at the
 * same time, comes to the same result: a row whose order carries its provenance was created by one of them.
 */
export async function importRows(
  blocks: AsyncIterable<Row[]>,
  insert: Insert,
  inFlight = IN_FLIGHT,
): Promise<RowsResult> {
  const rows: Rows = { read: 0, created: 0, duplicate: 0, rejected: 0 };
  const rejects: Reject[] = [];
  /** Fingerprint of the holder of each id; empty until it is known. */
  const holders = new Map<string, string>();
  const repeats: Candidate[] = [];

  const reject = (rejected: Reject) => {
    rows.rejected++;
    rejects.push(rejected);
  };
  const count = (row: Candidate, holder: Holder) => {
    if (holder.row === row.row) rows.created++;
    else if (holder.fingerprint === row.fingerprint) rows.duplicate++;
    else reject(row.reject('orderId', 'is the id of another order, with other content'));
  };

  async function* firsts(): AsyncGenerator<OrderRow[]> {
    for await (const block of blocks) {
      rows.read += block.length;
      const fresh: OrderRow[] = [];
      for (const row of block) {
        if ('rejected' in row) reject(row.rejected);
        else if (holders.has(row.item.pk)) repeats.push(candidate(row));
        else {
          holders.set(row.item.pk, '');
          fresh.push(row);
        }
      }
      yield fresh;
    }
  }

  await concurrently(inBatches(firsts(), INSERT_BATCH), inFlight, async (batch) => {
    const found = await insert(batch.map(({ item }) => item));
    for (const [index, row] of batch.entries()) {
      const holder = found[index] as Holder;
      holders.set(row.item.pk, holder.fingerprint);
      count(candidate(row), holder);
    }
  });
  for (const row of repeats) count(row, { fingerprint: holders.get(row.pk) ?? '' });
  return { rows, rejects: rejects.sort((a, b) => a.line - b.line) };
}

/** Without the item: a chunk of nothing but repeats would otherwise keep them all. */
const candidate = ({ item: { pk, fingerprint, row }, reject }: OrderRow): Candidate => ({
  pk,
  fingerprint,
  row,
  reject,
});

async function* inBatches<T>(blocks: AsyncIterable<T[]>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const block of blocks) {
    for (const one of block) {
      batch.push(one);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
