import { env, type WrittenObject } from '@orderflow/lambda';
import { recorder, type TraceContext, traceOf } from '@orderflow/tracing';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { type SendChunks, sendChunks, sendUndo, type TracedChunk } from '../lib/chunkQueue.ts';
import { type FileHead, headFile } from '../lib/importFiles.ts';
import { store as defaultStore, type FilesStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { claimImport } from './claimImport.ts';
import { completeImport } from './completeImport.ts';
import { completeUndo, failUndo } from './completeUndo.ts';
import { failImport } from './failImport.ts';
import type { ImportItem, Upload } from './imports.ts';
import { passOf } from './pass.ts';
import { type PlannedFile, planUpload, understoodOf, valuesOf } from './planUpload.ts';

/** The names of files that are imported; anything else in the bucket is not an import. */
const IMPORT_FILE = /^incoming\/.*\.(?:csv|tsv|txt)(?:\.gz)?$/is;

export const isImportFile = (key: string): boolean => IMPORT_FILE.test(key);

/**
 * Plans the import of an uploaded file: reads it once, queues its chunks, then sets the totals. Nothing is queued
 * before the whole file is known to be sound. Every step gives the same result again, so an attempt that dies is
 * simply repeated: messages that are sent twice find their chunk done.
 *
 * @returns the import as it is then.
 */
export async function planImport(
  file: WrittenObject & TraceContext,
  now: Date,
  store: FilesStore = defaultStore,
  send: SendChunks = sendChunks,
  undo: SendChunks = sendUndo,
): Promise<ImportItem> {
  const item = await claimImport(file, now, store);
  // S3 says nothing of the trace in which the import was announced.
  const options = { parent: traceOf(item), links: [file], attributes: { 'orderflow.import.id': item.pk } };
  return recorder.span('plan import', options, () => planClaimed(item, now, store, send, undo));
}

async function planClaimed(
  item: ImportItem,
  now: Date,
  store: FilesStore,
  send: SendChunks,
  undo: SendChunks,
): Promise<ImportItem> {
  if (item.status === 'UNDOING' && item.upload) return planUndo(item, item.upload, now, store, undo);
  if (item.status !== 'PROCESSING' || !item.upload) return item;
  try {
    const planned = item.chunksTotal === undefined ? await plan(item, item.upload, now, store, send) : item;
    return await completeImport(planned, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failImport(item, error.message, now, store);
  }
}

async function plan(claimed: ImportItem, upload: Upload, now: Date, store: FilesStore, send: SendChunks) {
  const file = await readUpload(claimed, upload, store);
  const item = await askFirst(claimed, file, store);
  // Another attempt has planned it meanwhile.
  if (item.status !== 'PROCESSING' || item.chunksTotal !== undefined) return item;
  await send(chunkMessages(item, file));
  return setTotals(item, file, now, store);
}

async function readUpload(item: ImportItem, upload: Upload, store: FilesStore): Promise<PlannedFile> {
  const head = await headFile(upload.object, store);
  refuseUnread(head);
  return planUpload(item, upload, head, store);
}

/** An import whose importer wants to confirm guesses is a dry run when there are any, until it is committed. */
async function askFirst(item: ImportItem, file: PlannedFile, store: FilesStore): Promise<ImportItem> {
  const guesses = understoodOf(file).guessed.length;
  if (!item.confirmGuesses || item.dryRun || item.committed || guesses === 0) return item;
  const changed = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET dryRun = :true',
      ConditionExpression:
        '#status = :processing AND attribute_not_exists(chunksTotal) AND attribute_not_exists(committed)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':processing': 'PROCESSING', ':true': true },
    },
    store,
  );
  return changed ?? item;
}

/** The chunks of an import are those of its undo, too. */
async function planUndo(
  item: ImportItem,
  upload: Upload,
  now: Date,
  store: FilesStore,
  send: SendChunks,
): Promise<ImportItem> {
  if (item.undo?.chunksTotal !== undefined) return completeUndo(item, now, store);
  try {
    const file = await readUpload(item, upload, store);
    await send(chunkMessages(item, file));
    const planned = await changeImport(
      item.pk,
      {
        UpdateExpression: 'SET #undo.chunksTotal = :chunks',
        ConditionExpression: '#status = :undoing AND attribute_not_exists(#undo.chunksTotal)',
        ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
        ExpressionAttributeValues: { ':undoing': 'UNDOING', ':chunks': file.plan.chunks.length },
      },
      store,
    );
    return completeUndo(planned ?? item, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failUndo(item, error.message, store);
  }
}

/** What needs no reading. A presigned upload cannot be kept from being too large. */
function refuseUnread({ bytes }: FileHead): void {
  const limit = Number(env('MAX_IMPORT_BYTES'));
  if (bytes === 0) throw new UnusableFileError('The file is empty: it has no header.');
  if (bytes > limit) {
    throw new UnusableFileError(
      `The file has ${bytes} bytes; the limit is ${limit}. Cut it into smaller files.`,
    );
  }
}

/** A message of each chunk. */
export const chunkMessages = (
  { pk, correlationId, dryRun, ...item }: ImportItem,
  { object, plan, reading }: Pick<PlannedFile, 'object' | 'plan' | 'reading'>,
): TracedChunk[] => {
  const { chunks, columns, format } = plan;
  const values = valuesOf(reading, plan);
  return chunks.map((chunk) => ({
    importId: pk,
    ...chunk,
    columns,
    ...(Object.keys(format).length > 0 && { format }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(dryRun && { dryRun: true as const }),
    object,
    correlationId,
    ...traceOf(item),
  }));
};

async function setTotals(
  item: ImportItem,
  file: PlannedFile,
  now: Date,
  store: FilesStore,
): Promise<ImportItem> {
  const changed = await changeImport(
    item.pk,
    {
      UpdateExpression:
        'SET chunksTotal = :chunks, bytesTotal = :bytes, understood = :understood, plannedAt = :now ADD bytesDone :header',
      ConditionExpression: `#status = :processing AND attribute_not_exists(chunksTotal) AND ${passOf(item)}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':processing': 'PROCESSING',
        ':chunks': file.plan.chunks.length,
        ':bytes': file.bytes,
        ':header': file.plan.headerBytes,
        ':understood': understoodOf(file),
        ':now': now.toISOString(),
      },
    },
    store,
  );
  return changed ?? item;
}
