import type { Row, RowItem } from '../csv/orderRows.ts';
import type { RecordSpan } from '../csv/records.ts';
import { concurrently } from '../lib/concurrently.ts';
import type { Rows } from './imports.ts';
import { type Holder, INSERT_BATCH } from './insertOrders.ts';

/** A record that was not imported, and why. */
export interface RejectedRow {
  record: RecordSpan;
  /** The column at fault; empty when the record as a whole is. */
  column: string;
  reason: string;
}

/** What the rows of a chunk came to: counted, and those that were rejected, by line. */
export interface RowsResult {
  rows: Rows;
  rejected: RejectedRow[];
}

/** Inserts orders with different ids; tells who has each id then. */
export type Insert = (items: RowItem[]) => Promise<Holder[]>;

/**
 * Insert calls in flight for one chunk. DynamoDB Local takes 870 rows/s from one, 1,700 from 4 and no more from 8 or 16
 * (`pnpm bench import`). At 20 ms a call, 4 are 5,000 rows/s: about what half a vCPU can prepare, at 75-100 µs of CPU a row.
 */
const IN_FLIGHT = 4;

/** A row as far as it is compared with the holder of its id: without the item, which would keep the chunk in memory. */
interface Candidate {
  record: RecordSpan;
  orderId: string;
  fingerprint: string;
  row: string;
}

/**
 * Imports the rows of one chunk. Of rows with one id, only the first is inserted, and the others are compared with
 * whoever has the id then. Who that is does not change any more, so every attempt at a chunk, also a second one at the
 * same time, comes to the same result: a row whose order carries its provenance was created by one of them. Of rows
 * with one id in two chunks, either may come first.
 */
export async function importRows(
  blocks: AsyncIterable<Row[]>,
  insert: Insert,
  inFlight = IN_FLIGHT,
): Promise<RowsResult> {
  const rows: Rows = { read: 0, created: 0, duplicate: 0, rejected: 0 };
  const rejected: RejectedRow[] = [];
  /** Fingerprint of the holder of each id; empty until it is known. */
  const holders = new Map<string, string>();
  const repeats: Candidate[] = [];

  const reject = (row: RejectedRow) => {
    rows.rejected++;
    rejected.push(row);
  };
  const count = ({ record, row, fingerprint }: Candidate, holder: Holder) => {
    if (holder.row === row) rows.created++;
    else if (holder.fingerprint === fingerprint) rows.duplicate++;
    else reject({ record, column: 'orderId', reason: 'is the id of another order, with other content' });
  };

  async function* firsts(): AsyncGenerator<Required<Pick<Row, 'record' | 'item'>>[]> {
    for await (const block of blocks) {
      rows.read += block.length;
      yield block.flatMap(({ record, item, fault }) => {
        if (fault) reject({ record, ...fault });
        if (!item) return [];
        if (holders.has(item.pk)) {
          repeats.push(candidate(record, item));
          return [];
        }
        holders.set(item.pk, '');
        return [{ record, item }];
      });
    }
  }

  await concurrently(inBatches(firsts(), INSERT_BATCH), inFlight, async (batch) => {
    const found = await insert(batch.map(({ item }) => item));
    for (const [index, { record, item }] of batch.entries()) {
      const holder = found[index] as Holder;
      holders.set(item.pk, holder.fingerprint);
      count(candidate(record, item), holder);
    }
  });
  for (const repeat of repeats) count(repeat, { fingerprint: holders.get(repeat.orderId) ?? '' });
  return { rows, rejected: rejected.sort((a, b) => a.record.line - b.record.line) };
}

const candidate = (record: RecordSpan, { pk, fingerprint, row }: RowItem): Candidate => ({
  record,
  orderId: pk,
  fingerprint,
  row,
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
