import { performance } from 'node:perf_hooks';
import { type Context, endedExpiry } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import { env, measure } from '@orderflow/lambda';
import { traceOf } from '@orderflow/tracing';
import type { ImportChunk } from '@orderflow/validation';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import type { RowRules } from '../csv/orders/readOrderRow.ts';
import { readOrders } from '../csv/orders/readOrders.ts';
import { chunkAsUtf8, tooLongReason } from '../csv/records/parseRecords.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { chunkBytes } from './chunkBytes.ts';
import { commitChunk } from './commitChunk.ts';
import { completeImport } from './completeImport.ts';
import { erasedUsers, withoutErased } from './erasedUsers.ts';
import { failImport } from './failImport.ts';
import {
  type ChunkItem,
  chunkKey,
  findImport,
  IMPORT,
  type ImportItem,
  partKey,
  type RowCounts,
} from './imports.ts';
import { type ChunkResult, type Insert, insertOrCompare, type RejectedRecord } from './insertOrCompare.ts';
import { type Holder, insertOrders } from './insertOrders.ts';
import { Sums, sampleOf } from './preview.ts';
import { putRejects } from './putRejects.ts';
import { type RowPace, rowPace } from './rowPace.ts';
import { wouldInsert } from './wouldInsert.ts';

/** A trace has room for an import's chunks and some of its orders, but not for a million. */
const TRACED_ORDERS = 10;

/**
 * Imports one chunk of a file: writes its orders, then its rejects, then its counts, and completes the import after the
 * last chunk. A repeat makes the same orders and rejects, and the counts are committed once. So it may be repeated
 * after any failure and run concurrently.
 *
 * @returns the import as it is afterwards.
 * @throws Error when there is no such import.
 */
export async function importChunk(
  chunk: ImportChunk,
  now: Date,
  store: Store = defaultStore,
): Promise<ImportItem> {
  const { item, done } = await load(chunk, store);
  if (done || item.status !== 'PROCESSING' || item.dryRun !== chunk.dryRun) {
    return completeImport(item, now, store);
  }
  try {
    const bytes = chunkAsUtf8(await chunkBytes(chunk, store), chunk.format ?? {});
    const context: Context = {
      correlationId: item.correlationId,
      now: new Date(item.startedAt ?? item.createdAt),
      ...traceOf(item),
    };
    const pace = rowPace();
    const { congestion, turn } = pace;
    const tracedOrders = chunk.index === 0 ? TRACED_ORDERS : 0;
    const all = readOrders(bytes, chunk, context, rulesOf(item, context.now), tracedOrders);
    const given = withoutErased(all, await erasedUsers(store));
    const sums = new Sums();
    const insert: Insert = async (items) => {
      await turn(items.length);
      if (!chunk.dryRun) {
        const holders = await insertOrders(items, store, undefined, congestion);
        await lookForLag(items, holders, pace, store);
        return holders;
      }
      const begun = performance.now();
      const holders = await wouldInsert(items, store);
      const now = performance.now();
      congestion.wrote(items.length, now - begun, now);
      for (const [index, item] of items.entries()) if (holders[index] === item) sums.add(item);
      return holders;
    };
    const { rows, rejected } = chunk.tooLong ? tooLong(chunk, bytes) : await insertOrCompare(given, insert);
    if (rejected.length > 0) await writePart(chunk, bytes, rejected, store);
    const more = chunk.dryRun && {
      sums: sums.byCurrency(),
      sample: sampleOf(bytes, rejected),
      expiresAt: endedExpiry(now),
    };
    if ((await commitChunk(chunk, { ...rows, ...more }, now, store)) && !chunk.dryRun) measureRows(rows);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failImport(item, error.message, now, store);
  }
  // Read after the commit: of the executors of the last chunks, at least one sees that all are done.
  return completeImport((await findImport(chunk.importId, store)) ?? item, now, store);
}

async function lookForLag(
  items: ImportedOrder[],
  holders: Holder[],
  { limits, congestion, probe }: RowPace,
  store: Store,
): Promise<void> {
  if (limits.lagSeconds === 0) return;
  const inserted = items.find(({ row }, index) => holders[index]?.row === row);
  const lag = await probe.look(inserted, store);
  if (lag !== undefined) congestion.lagged(lag);
}

const DAY_MS = 86_400_000;

/** Relative to the time at which the import began, so that a repeat gives the same result. */
function rulesOf({ onlyFor }: ImportItem, begun: Date): RowRules {
  const daysFrom = (days: number) => new Date(begun.getTime() + days * DAY_MS).toISOString();
  return {
    earliest: daysFrom(-Number(env('CREATED_AT_PAST_DAYS'))),
    latest: daysFrom(Number(env('CREATED_AT_FUTURE_DAYS'))),
    ...(onlyFor !== undefined && { userId: onlyFor }),
  };
}

async function load({ importId, index, dryRun }: ImportChunk, { client, imports }: Store) {
  const keys = [IMPORT, chunkKey(index, dryRun)].map((sk) => ({ pk: importId, sk }));
  const found = await batchGet<ImportItem | ChunkItem>(client, imports, keys);
  const item = found.find((one): one is ImportItem => one.sk === IMPORT);
  if (!item) throw new Error(`there is no import ${importId}`);
  return { item, done: found.length === keys.length };
}

/** Of a record that is far too long, only its beginning is read. */
function tooLong({ firstLine: line }: ImportChunk, bytes: Buffer): ChunkResult {
  const reason = `${tooLongReason(line)}; this is its beginning. Is a double quote not closed?`;
  return {
    rows: { read: 1, created: 0, duplicate: 0, rejected: 1 },
    rejected: [{ record: { line, start: 0, end: bytes.length }, column: '', reason }],
  };
}

const measureRows = ({ created, duplicate, rejected }: RowCounts) =>
  measure('Count', { RowsCreated: created, RowsDuplicate: duplicate, RowsRejected: rejected });

const writePart = (
  { importId, index, dryRun }: ImportChunk,
  bytes: Buffer,
  rejected: RejectedRecord[],
  store: Store,
): Promise<void> => putRejects(partKey(importId, index, dryRun), bytes, rejected, store);
