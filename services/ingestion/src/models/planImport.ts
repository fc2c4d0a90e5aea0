import { env, sqsClient, type WrittenObject } from '@orderflow/lambda';
import { recorder, type TraceContext, traceOf } from '@orderflow/tracing';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { type SendChunks, sendChunks, sendUndo } from '../lib/chunkQueue.ts';
import { type FileHead, headFile } from '../lib/importFiles.ts';
import { store as defaultStore, type FilesStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { chunkMessages } from './chunkMessages.ts';
import { claimImport } from './claimImport.ts';
import { completeImport } from './completeImport.ts';
import { completeUndo, failUndo } from './completeUndo.ts';
import { failImport } from './failImport.ts';
import type { ImportItem, Upload } from './imports.ts';
import { passOf } from './pass.ts';
import { planAgain } from './planAgain.ts';
import { type Again, planInParts, queueNextPart } from './planLarge.ts';
import { mostInOneRun, type PlannedFile, planUpload, understoodOf } from './planUpload.ts';
import { importing, undoing } from './work.ts';

const client = sqsClient();

/** The names of files that are imported; anything else in the bucket is not an import. */
const IMPORT_FILE = /^incoming\/.*\.(?:csv|tsv|txt)(?:\.gz)?$/is;

export const isImportFile = (key: string): boolean => IMPORT_FILE.test(key);

/** What planning sends. */
interface Sending {
  send: SendChunks;
  undo: SendChunks;
  again: Again;
}

/**
 * Plans the import of an uploaded file: reads it once, queues its chunks, then sets the totals. A large file takes
 * several runs ({@link planInParts}). Nothing is queued before the whole file is known to be sound. Every step gives
 * the same result again, so an attempt that dies is simply repeated: a message that is sent twice finds its chunk done.
 *
 * @returns the import as it is afterwards.
 */
export async function planImport(
  file: WrittenObject & TraceContext,
  now: Date,
  store: FilesStore = defaultStore,
  {
    send = sendChunks,
    undo = sendUndo,
    again = (upload, delaySeconds) => planAgain(upload, store.bucket, client, delaySeconds),
  }: Partial<Sending> = {},
): Promise<ImportItem> {
  const item = await claimImport(file, now, store);
  // S3's notification does not carry the trace in which the import was announced.
  const options = { parent: traceOf(item), links: [file], attributes: { 'orderflow.import.id': item.pk } };
  return recorder.span('plan import', options, () => planClaimed(item, now, store, { send, undo, again }));
}

async function planClaimed(
  item: ImportItem,
  now: Date,
  store: FilesStore,
  sending: Sending,
): Promise<ImportItem> {
  if (item.status === 'UNDOING' && item.upload) return planUndo(item, item.upload, now, store, sending);
  if (item.status !== 'PROCESSING' || !item.upload) return item;
  try {
    const planned =
      item.chunksTotal === undefined ? await plan(item, item.upload, now, store, sending) : item;
    return await completeImport(planned, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failImport(item, error.message, now, store);
  }
}

async function plan(
  claimed: ImportItem,
  upload: Upload,
  now: Date,
  store: FilesStore,
  { send, again }: Sending,
): Promise<ImportItem> {
  const head = await headFile(upload.object, store);
  refuseUnread(head);
  if (head.bytes > mostInOneRun()) return planLarge(claimed, upload, head, now, store, { send, again });
  const file = await planUpload(claimed, upload, head, store);
  const item = await askFirst(claimed, file, store);
  if (!isToPlan(item)) return item;
  await send(chunkMessages(item, file));
  return setTotals(item, file, now, store);
}

/** False when another attempt has planned it meanwhile. */
const isToPlan = ({ status, chunksTotal }: ImportItem): boolean =>
  status === 'PROCESSING' && chunksTotal === undefined;

async function planLarge(
  claimed: ImportItem,
  upload: Upload,
  head: FileHead,
  now: Date,
  store: FilesStore,
  { send, again }: Pick<Sending, 'send' | 'again'>,
): Promise<ImportItem> {
  const file = await planInParts(claimed, upload, head, importing(claimed, send), now, store, again);
  if (!file) return claimed;
  const item = claimed.sent ? claimed : await askFirst(claimed, file, store);
  if (!isToPlan(item)) return item;
  const areQueued = await queueNextPart(item, upload, file, importing(item, send), now, store, again);
  return areQueued ? setTotals(item, file, now, store) : item;
}

/** If its importer wants to confirm guesses and there are any, an import becomes a dry run until it is committed. */
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

/** An undo has the same chunks as the import. */
async function planUndo(
  item: ImportItem,
  upload: Upload,
  now: Date,
  store: FilesStore,
  sending: Sending,
): Promise<ImportItem> {
  if (item.undo?.chunksTotal !== undefined) return completeUndo(item, now, store);
  try {
    const chunks = await queueUndo(item, upload, now, store, sending);
    if (chunks === undefined) return item;
    const planned = await changeImport(
      item.pk,
      {
        UpdateExpression: 'SET #undo.chunksTotal = :chunks',
        ConditionExpression: '#status = :undoing AND attribute_not_exists(#undo.chunksTotal)',
        ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
        ExpressionAttributeValues: { ':undoing': 'UNDOING', ':chunks': chunks },
      },
      store,
    );
    return completeUndo(planned ?? item, now, store);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return failUndo(item, error.message, store);
  }
}

/** @returns how many chunks there are, once all are queued; undefined when another run continues. */
async function queueUndo(
  item: ImportItem,
  upload: Upload,
  now: Date,
  store: FilesStore,
  { undo, again }: Sending,
): Promise<number | undefined> {
  const head = await headFile(upload.object, store);
  refuseUnread(head);
  if (head.bytes <= mostInOneRun()) {
    const file = await planUpload(item, upload, head, store);
    await undo(chunkMessages(item, file));
    return file.chunksTotal;
  }
  const work = undoing(item, undo);
  const file = await planInParts(item, upload, head, work, now, store, again);
  if (!file) return undefined;
  return (await queueNextPart(item, upload, file, work, now, store, again)) ? file.chunksTotal : undefined;
}

/** Refuses what needs no reading. A presigned URL cannot limit the size of an upload. */
function refuseUnread({ bytes }: FileHead): void {
  const limit = Number(env('MAX_IMPORT_BYTES'));
  if (bytes === 0) throw new UnusableFileError('The file is empty: it has no header.');
  if (bytes > limit) {
    throw new UnusableFileError(
      `The file has ${bytes} bytes; the limit is ${limit}. Cut it into smaller files.`,
    );
  }
}

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
        ':chunks': file.chunksTotal,
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
