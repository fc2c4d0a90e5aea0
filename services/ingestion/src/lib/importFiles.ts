import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { ImportObject } from '@orderflow/validation';
import { UnusableFileError } from '../csv/unusableFile.ts';
import type { Store } from './store.ts';

type Files = Pick<Store, 's3' | 'bucket'>;

const GONE = new Set(['NotFound', 'NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

const replaced = () =>
  new UnusableFileError(
    'The file was replaced while it was being imported; the new one is an import of its own.',
  );

/** What S3 knows about an uploaded file without reading it. */
export interface FileHead {
  bytes: number;
  /** The header Content-Encoding; empty when there is none. */
  contentEncoding: string;
}

/** @throws UnusableFileError when the file is gone or was replaced. */
export async function headFile(
  { key, etag, versionId }: ImportObject,
  { s3, bucket }: Files,
): Promise<FileHead> {
  const head = await found(
    s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
    ),
  );
  if (head.ETag !== etag) throw replaced();
  return { bytes: head.ContentLength ?? 0, contentEncoding: head.ContentEncoding ?? '' };
}

/** Whether there is a file under this key, no matter which. */
export async function isUploaded(key: string, { s3, bucket }: Files): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) return false;
    throw error;
  }
}

/** The bytes of a file from `start` to `end`, which is excluded. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Opens exactly the given object: by version where there are versions, by ETag in any case.
 *
 * @param range all bytes without it
 * @throws UnusableFileError when the object is gone or was replaced.
 */
export async function readFile(
  { key, etag, versionId }: ImportObject,
  { s3, bucket }: Files,
  range?: ByteRange,
): Promise<Readable> {
  const { Body, ETag } = await found(
    s3.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        IfMatch: etag,
        ...(versionId ? { VersionId: versionId } : {}),
        ...(range ? { Range: `bytes=${range.start}-${range.end - 1}` } : {}),
      }),
    ),
  );
  // In Node.js a body is a Readable.
  const body = Body as Readable;
  if (ETag === etag) return body;
  // Not every S3-compatible store honours If-Match.
  body.destroy();
  throw replaced();
}

/** Turns errors that no retry would change into messages for people. */
async function found<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (GONE.has(name)) throw new UnusableFileError('The file was deleted before it was imported.');
    if (name === 'PreconditionFailed' || name === 'InvalidRange') throw replaced();
    throw error;
  }
}
