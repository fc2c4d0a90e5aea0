import { performance } from 'node:perf_hooks';
import { isOrderId, type OrderItem } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import { unsampled } from '@orderflow/tracing';
import type { ImportChunk } from '@orderflow/validation';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import { chunkAsUtf8, parseRecords } from '../csv/records/parseRecords.ts';
import type { RecordSpan } from '../csv/records/splitRecords.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { concurrently } from '../lib/concurrently.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { cancelOrders } from './cancelOrders.ts';
import { chunkBytes } from './chunkBytes.ts';
import { completeUndo, failUndo } from './completeUndo.ts';
import { countChunk } from './countChunk.ts';
import {
  findImport,
  IMPORT,
  type ImportItem,
  keptPartKey,
  type UndoneChunkItem,
  type UndoneOrders,
  undoKey,
} from './imports.ts';
import type { RejectedRecord } from './insertOrCompare.ts';
import { putRejects } from './putRejects.ts';
import { rowPace } from './rowPace.ts';

/** Rows whose orders are looked up together: the limit of BatchGetItem. */
const BATCH = 100;
/** As for the inserts of an import. */
const IN_FLIGHT = 4;

/**
 * Undoes one chunk of an import: cancels the orders that its rows created, then writes a list of those that it kept,
 * then counts. An order says which row created it, so orders of other rows with the same id are left alone, and each
 * order is undone with one row. It may be repeated after any failure and run concurrently.
 *
 * @returns the import as it is afterwards.
 * @throws Error when there is no such import.
 */
export async function undoChunk(
  chunk: ImportChunk,
  now: Date,
  store: Store = defaultStore,
): Promise<ImportItem> {
  const { item, done } = await load(chunk, store);
  if (done || item.status !== 'UNDOING') return completeUndo(item, now, store);
  try {
    const bytes = chunkAsUtf8(await chunkBytes(chunk, store), chunk.format ?? {});
    const context = { correlationId: item.correlationId, now, ...unsampled(item) };
    const { congestion, turn } = rowPace();
    const orders: UndoneOrders = { cancelled: 0, ended: 0, kept: 0 };
    const kept: RejectedRecord[] = [];
    await concurrently(rowsOf(chunk, bytes), IN_FLIGHT, async (rows) => {
      await turn(rows.size);
      const begun = performance.now();
      const created = await createdBy(rows, store);
      const undone = await cancelOrders(created, context, store);
      const ended = performance.now();
      congestion.wrote(rows.size, ended - begun, ended);
      for (const [orderId, { became, status }] of undone) {
        orders[became]++;
        const record = rows.get(orderId)?.get(created.find(({ pk }) => pk === orderId)?.row ?? '');
        const reason = `is ${status}: an order that has left is not undone`;
        if (became === 'kept' && record) kept.push({ record, column: 'orderId', reason });
      }
    });
    kept.sort((a, b) => a.record.line - b.record.line);
    if (kept.length > 0) await putRejects(keptPartKey(item.pk, chunk.index), bytes, kept, store);
    await commit(chunk, orders, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failUndo(item, error.message, store);
  }
  return completeUndo((await findImport(chunk.importId, store)) ?? item, now, store);
}

async function load({ importId, index }: ImportChunk, { client, imports }: Store) {
  const keys = [IMPORT, undoKey(index)].map((sk) => ({ pk: importId, sk }));
  const found = await batchGet<ImportItem | UndoneChunkItem>(client, imports, keys);
  const item = found.find((one): one is ImportItem => one.sk === IMPORT);
  if (!item) throw new Error(`there is no import ${importId}`);
  return { item, done: found.length === keys.length };
}

/** Records by order id, then by the `row` that an order made of them has. */
type RowsById = Map<string, Map<string, RecordSpan>>;

/** The other cells of a row do not matter any more: if the row created an order, the order says so. */
async function* rowsOf(
  { importId, firstLine, columns, format, tooLong }: ImportChunk,
  bytes: Buffer,
): AsyncGenerator<RowsById> {
  if (tooLong) return;
  let batch: RowsById = new Map();
  for await (const block of parseRecords(bytes, firstLine, columns, format)) {
    for (const { cells, line, start, end } of block) {
      const orderId = cells?.['orderId'];
      if (!isOrderId(orderId)) continue;
      if (batch.size === BATCH && !batch.has(orderId)) {
        yield batch;
        batch = new Map();
      }
      const rows = batch.get(orderId) ?? new Map<string, RecordSpan>();
      batch.set(orderId, rows.set(`${importId}#${line}`, { line, start, end }));
    }
  }
  if (batch.size > 0) yield batch;
}

/** The orders that these rows have created. */
async function createdBy(rows: RowsById, { client, orders }: Store): Promise<ImportedOrder[]> {
  const keys = [...rows.keys()].map((pk) => ({ pk }));
  const found = await batchGet<OrderItem & Partial<ImportedOrder>>(client, orders, keys);
  return found.filter(
    (order): order is ImportedOrder => order.row !== undefined && rows.get(order.pk)?.has(order.row) === true,
  );
}

/** Counts a chunk, once, while the undo runs. */
async function commit(
  { importId, index }: ImportChunk,
  orders: UndoneOrders,
  now: Date,
  store: Store,
): Promise<void> {
  const mark: UndoneChunkItem = { pk: importId, sk: undoKey(index), ...orders, rejected: orders.kept };
  await countChunk(
    mark,
    {
      UpdateExpression:
        'SET #undo.progressAt = :now, #undo.cancelled = #undo.cancelled + :cancelled, #undo.ended = #undo.ended + :ended, #undo.kept = #undo.kept + :kept, #undo.chunksDone = #undo.chunksDone + :one',
      ConditionExpression: '#status = :undoing',
      ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
      ExpressionAttributeValues: {
        ':undoing': 'UNDOING',
        ':now': now.toISOString(),
        ':cancelled': orders.cancelled,
        ':ended': orders.ended,
        ':kept': orders.kept,
        ':one': 1,
      },
    },
    store,
  );
}
