import { env, type WrittenObject } from '@orderflow/lambda';
import type { ImportChunk } from '@orderflow/validation';
import { MAX_RECORD_BYTES, type Plan, planFile } from '../csv/planner.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { type SendChunks, sendChunks } from '../lib/chunkQueue.ts';
import { type FileHead, headFile, readFile } from '../lib/importFiles.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { claimImport } from './claimImport.ts';
import { completeImport } from './completeImport.ts';
import { failImport } from './failImport.ts';
import type { ImportItem, Upload } from './imports.ts';

type PlanStore = Omit<Store, 'orders'>;

/** What the bucket's notifications are filtered by; anything else in the bucket is not an import. */
export const isImportFile = (key: string): boolean => key.startsWith('incoming/') && key.endsWith('.csv');

/**
 * Plans the import of an uploaded file: reads it once, queues its chunks, then sets the totals. Nothing is queued
 * before the whole file is known to be sound. Every step gives the same result again, so an attempt that dies is
 * simply repeated: messages that are sent twice find their chunk done.
 *
 * @returns the import as it is then.
 */
export async function planImport(
  file: WrittenObject,
  now: Date,
  store: PlanStore = defaultStore,
  send: SendChunks = sendChunks,
): Promise<ImportItem> {
  const item = await claimImport(file, now, store);
  if (item.status !== 'PROCESSING' || !item.upload) return item;
  try {
    const planned = item.chunksTotal === undefined ? await plan(item, item.upload, store, send) : item;
    return await completeImport(planned, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failImport(item, error.message, now, store);
  }
}

async function plan(
  item: ImportItem,
  { object, chunkBytes, chunkRecords }: Upload,
  store: PlanStore,
  send: SendChunks,
) {
  const head = await headFile(object, store);
  refuseUnread(head);
  const source = await readFile(object, store);
  const limits = { chunkBytes, chunkRecords, maxRecordBytes: MAX_RECORD_BYTES };
  const planned = await planFile(source, limits);
  await send(chunkMessages(item, object, planned));
  return setTotals(item, head, planned, store);
}

/** What needs no reading. A presigned upload cannot be kept from being too large. */
function refuseUnread({ bytes, contentEncoding }: FileHead): void {
  const limit = Number(env('MAX_IMPORT_BYTES'));
  if (bytes === 0) throw new UnusableFileError('The file is empty: it has no header.');
  if (bytes > limit) {
    throw new UnusableFileError(
      `The file has ${bytes} bytes; the limit is ${limit}. Cut it into smaller files.`,
    );
  }
  // `aws-chunked` is how the object came, not how it is stored.
  const encodings = contentEncoding.split(',').map((name) => name.trim());
  const encoded = encodings.find((name) => !['', 'identity', 'aws-chunked'].includes(name));
  if (encoded) {
    throw new UnusableFileError(`The file has the Content-Encoding ${encoded}. Upload it as plain text.`);
  }
}

/** A message of each chunk. */
export const chunkMessages = (
  { pk, correlationId }: ImportItem,
  object: Upload['object'],
  { chunks, columns }: Plan,
): ImportChunk[] => chunks.map((chunk) => ({ importId: pk, ...chunk, columns, object, correlationId }));

async function setTotals(
  item: ImportItem,
  { bytes }: FileHead,
  { chunks, headerBytes }: Plan,
  store: PlanStore,
): Promise<ImportItem> {
  const planned = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET chunksTotal = :chunks, bytesTotal = :bytes ADD bytesDone :header',
      ConditionExpression: '#status = :processing AND attribute_not_exists(chunksTotal)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':processing': 'PROCESSING',
        ':chunks': chunks.length,
        ':bytes': bytes,
        ':header': headerBytes,
      },
    },
    store,
  );
  return planned ?? item;
}
