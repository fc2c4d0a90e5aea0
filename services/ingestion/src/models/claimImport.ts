import { derivedId, fingerprint } from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import { env, type WrittenObject } from '@orderflow/lambda';
import { type TraceContext, traceOf } from '@orderflow/tracing';
import { store as defaultStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { type ImportItem, type ImportsStore, newImport, SHARED, type Upload } from './imports.ts';

const ANNOUNCED = /^incoming\/([0-9a-f-]{36})\.csv$/;
const MAX_FILE_NAME = 255;

/**
 * Finds the import of an uploaded file, or begins it: the import that was announced for its key, or else a new one.
 * Each write of a key is one import, however often S3 notifies of it. So a second upload to an announced key is a new
 * import too, of the same owner.
 */
export async function claimImport(
  file: WrittenObject & TraceContext,
  now: Date,
  store: ImportsStore = defaultStore,
): Promise<ImportItem> {
  const { key, etag, versionId } = file;
  const upload: Upload = {
    object: { key, etag, ...(versionId ? { versionId } : {}) },
    identity: versionId ?? file.sequencer,
    chunkBytes: Number(env('CHUNK_BYTES')),
    chunkRecords: Number(env('CHUNK_RECORDS')),
  };
  const announced = await claimAnnounced(upload, now, store);
  if (announced?.upload?.identity === upload.identity) return announced;

  const importId = derivedId('object', file.bucket, key, upload.identity);
  const own: ImportItem = {
    ...newImport({
      pk: importId,
      owner: announced?.owner ?? SHARED,
      fingerprint: fingerprint({ key, identity: upload.identity }),
      fileName: announced?.fileName ?? fileNameOf(key),
      status: 'PROCESSING',
      correlationId: importId,
      createdAt: now.toISOString(),
      ...traceOf(file),
    }),
    ...(announced?.onlyFor !== undefined && { onlyFor: announced.onlyFor }),
    ...(announced?.reading && { reading: announced.reading }),
    ...(announced?.rejectsOf !== undefined && { rejectsOf: announced.rejectsOf }),
    ...(announced?.rejectsBom && { rejectsBom: true }),
    ...(announced && (announced.dryRun || announced.committed) && { dryRun: true }),
    ...(announced?.notify && { notify: true }),
    ...(announced?.confirmGuesses && { confirmGuesses: true }),
    upload,
    startedAt: now.toISOString(),
  };
  return (await createOnce(store.client, store.imports, own)).item;
}

/** The name of a file that was put into the bucket directly: the end of its key, in whole characters. */
export const fileNameOf = (key: string): string =>
  [...key.slice(key.indexOf('/') + 1)].slice(-MAX_FILE_NAME).join('');

/** The import announced for the key, after this upload has tried to begin it. */
async function claimAnnounced(
  upload: Upload,
  now: Date,
  store: ImportsStore,
): Promise<ImportItem | undefined> {
  const importId = ANNOUNCED.exec(upload.object.key)?.[1];
  if (!importId) return undefined;
  return changeImport(
    importId,
    {
      UpdateExpression: 'SET #status = :processing, upload = :upload, startedAt = :now',
      ConditionExpression: '#status = :awaiting',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':processing': 'PROCESSING',
        ':awaiting': 'AWAITING_UPLOAD',
        ':upload': upload,
        ':now': now.toISOString(),
      },
    },
    store,
  );
}
