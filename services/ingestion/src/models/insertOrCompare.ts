import type { FileOrder } from '../csv/orders/fileOrder.ts';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import type { Fault } from '../csv/records/parseRecords.ts';
import type { RecordSpan } from '../csv/records/splitRecords.ts';
import { concurrently } from '../lib/concurrently.ts';
import type { RowCounts } from './imports.ts';
import { type Holder, INSERT_BATCH } from './insertOrders.ts';

/** A record that was not imported, and why. */
export interface RejectedRecord {
  record: RecordSpan;
  /** The column at fault; empty when the record as a whole is. */
  column: string;
  reason: string;
}

/** The result of a chunk's rows: the counts, and the rejected rows by line. */
export interface ChunkResult {
  rows: RowCounts;
  rejected: RejectedRecord[];
}

/** Inserts orders with different ids; returns the holder of each id afterwards. */
export type Insert = (items: ImportedOrder[]) => Promise<Holder[]>;

/**
 * Insert calls in flight for one chunk. DynamoDB Local takes 870 rows/s from one, 1,700 from 4 and no more from 8 or 16
 * (`pnpm bench import`). At 20 ms a call, 4 are 5,000 rows/s: about what half a vCPU can prepare, at 75-100 µs of CPU a row.
 */
const IN_FLIGHT = 4;

/**
 * The part of an order that is compared with the holder of its id. The item is left out: it would keep the chunk in
 * memory.
 */
interface Candidate {
  /** The records that make the order, one per line. */
  records: RecordSpan[];
  contradicts: boolean;
  orderId: string;
  fingerprint: string;
  row: string;
}

/**
 * Inserts the orders of one chunk, or compares them with those that are there, and counts their rows. Of rows with one
 * id, only the first is inserted; the others are compared with the holder of the id afterwards. The holder never
 * changes again, so every attempt at a chunk, even a concurrent one, gives the same result: if an order carries the
 * provenance of a row, one of the attempts created it. Of rows with one id in two chunks, either may come first.
 */
export async function insertOrCompare(
  blocks: AsyncIterable<FileOrder[]>,
  insert: Insert,
  inFlight = IN_FLIGHT,
): Promise<ChunkResult> {
  const rows: RowCounts = { read: 0, created: 0, duplicate: 0, rejected: 0 };
  const rejected: RejectedRecord[] = [];
  /** The holder of each id; without a fingerprint until it is known. */
  const holders = new Map<string, Holder>();
  const repeats: Candidate[] = [];

  const reject = (records: RecordSpan[], fault: Fault) => {
    rows.rejected += records.length;
    for (const record of records) rejected.push({ record, ...fault });
  };
  const count = (candidate: Candidate, holder: Holder) => {
    const { records, row, fingerprint } = candidate;
    if (holder.row === row) rows.created += records.length;
    else if (holder.fingerprint === fingerprint) rows.duplicate += records.length;
    else reject(records, { column: 'orderId', reason: otherContent(candidate, holder) });
  };

  async function* firsts(): AsyncGenerator<WithItem[]> {
    for await (const block of blocks) {
      const found: WithItem[] = [];
      for (const order of block) {
        const { record, more = [], item, fault } = order;
        rows.read += 1 + more.length;
        if (fault) reject([record, ...more], fault);
        if (!item) continue;
        if (holders.has(item.pk)) {
          repeats.push(candidate({ ...order, item }));
          continue;
        }
        holders.set(item.pk, { fingerprint: '' });
        found.push({ ...order, item });
      }
      yield found;
    }
  }

  await concurrently(inBatches(firsts(), INSERT_BATCH), inFlight, async (batch) => {
    const found = await insert(batch.map(({ item }) => item));
    for (const [index, order] of batch.entries()) {
      const { fingerprint, row: from } = found[index] as Holder;
      const holder = { fingerprint, ...(from !== undefined && { row: from }) };
      holders.set(order.item.pk, holder);
      count(candidate(order), holder);
    }
  });
  for (const repeat of repeats) {
    const { fingerprint, row = '' } = holders.get(repeat.orderId) as Holder;
    // Whoever created the order, a repeat did not.
    count(repeat, { fingerprint, row: row === repeat.row ? '' : row });
  }
  return { rows, rejected: rejected.sort((a, b) => a.record.line - b.record.line) };
}

type WithItem = FileOrder & { item: ImportedOrder };

const candidate = ({ record, more = [], item, contradicts }: WithItem): Candidate => ({
  records: [record, ...more],
  contradicts: contradicts === true,
  orderId: item.pk,
  fingerprint: item.fingerprint,
  row: item.row,
});

const OTHER = 'is the id of another order, with other content';

/** Rows of one order that are not adjacent count as several orders. */
function otherContent({ row, contradicts }: Candidate, holder: Holder): string {
  const from = row.slice(0, row.indexOf('#') + 1);
  if (contradicts || !holder.row?.startsWith(from)) return OTHER;
  return `${OTHER}, on line ${holder.row.slice(from.length)}; rows of one order must stand next to each other`;
}

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
