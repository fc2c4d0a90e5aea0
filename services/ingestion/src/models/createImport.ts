import { PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Context, fingerprint, RefusedError } from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traceOf } from '@orderflow/tracing';
import { type CreateImport, ValidationError } from '@orderflow/validation';
import { store as defaultStore, type FilesStore, type Store } from '../lib/store.ts';
import { hasConfirmedAddress, type Importer, mayImportForOthers } from './importers.ts';
import { findImport, type ImportItem, incomingKey, newImport, ownerOf } from './imports.ts';
import { refuseUnreadable } from './refuseUnreadable.ts';
import { findTemplate } from './templates.ts';

/** Where to put the file: a PUT of it with exactly these headers, begun before `expiresAt`. */
export interface UploadSlot {
  importId: string;
  uploadUrl: string;
  uploadHeaders: Record<string, string>;
  /** RFC 3339. */
  expiresAt: string;
}

const CONTENT_TYPE = 'text/csv';

/**
 * Announces an import and returns an upload URL for its file. The URL is signed with the import's creation time, so a
 * repeated request gets the same answer as the first: the same expiry, and under the same credentials the same URL.
 *
 * @throws ValidationError for an invalid date format or time zone, an unknown template, or a mail to a caller without
 * an address; RefusedError (unprocessable) when the id was derived from a key that had been used for another request.
 */
export async function createImport(
  importId: string,
  { principal, scopes }: Importer,
  content: CreateImport,
  { correlationId, now, ...trace }: Context,
  store: FilesStore & Pick<Store, 'users'> = defaultStore,
): Promise<{ slot: UploadSlot; replayed: boolean }> {
  const { client, imports, s3, bucket } = store;
  const {
    fileName,
    dryRun = false,
    confirmGuesses = false,
    rejectsOf,
    rejectsBom = false,
    notify = false,
    template,
    ...said
  } = content;
  refuseUnreadable(said);
  const kept = template === undefined ? {} : await findTemplate(principal, template, store);
  const isUnknown = kept === undefined;
  const hasNobody = notify && !(await hasConfirmedAddress(principal, store));
  // A repeat gets the first answer, even if the template or the account has changed since.
  if ((isUnknown || hasNobody) && !(await findImport(importId, store))) {
    throw isUnknown ? noSuchTemplate() : nobodyToTell();
  }
  const reading = { ...kept, ...said };
  const wanted: ImportItem = {
    ...(mayImportForOthers(scopes) ? {} : { onlyFor: principal }),
    ...newImport({
      pk: importId,
      owner: ownerOf(principal),
      fingerprint: fingerprint(content),
      fileName,
      status: 'AWAITING_UPLOAD',
      correlationId,
      createdAt: now.toISOString(),
      ...traceOf(trace),
    }),
    ...(Object.keys(reading).length > 0 && { reading }),
    ...(dryRun && { dryRun }),
    ...(rejectsOf !== undefined && { rejectsOf }),
    ...(rejectsBom && { rejectsBom }),
    ...(confirmGuesses && { confirmGuesses }),
    ...(notify && { notify }),
  };
  const { outcome, item } = await createOnce(client, imports, wanted);
  if (outcome === 'conflict') {
    throw new RefusedError('unprocessable', 'This Idempotency-Key was used for another request');
  }
  const signingDate = new Date(item.createdAt);
  const expiresIn = Number(env('UPLOAD_EXPIRY_SECONDS'));
  const put = new PutObjectCommand({ Bucket: bucket, Key: incomingKey(importId), ContentType: CONTENT_TYPE });
  return {
    slot: {
      importId,
      uploadUrl: await getSignedUrl(s3, put, {
        expiresIn,
        signingDate,
        // The header is signed only when it is named here. Without that, a file of any type could be uploaded.
        signableHeaders: new Set(['content-type']),
      }),
      uploadHeaders: { 'content-type': CONTENT_TYPE },
      expiresAt: new Date(signingDate.getTime() + expiresIn * 1000).toISOString(),
    },
    replayed: outcome === 'replayed',
  };
}

const noSuchTemplate = () =>
  new ValidationError([{ pointer: '/template', message: 'must be the name of a template of yours' }]);

const nobodyToTell = () =>
  new ValidationError([
    {
      pointer: '/notify',
      message: 'must not be true: your account has no confirmed e-mail address, or you have no account',
    },
  ]);
