import { Readable } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import type { ImportObject } from '@orderflow/validation';
import type { Store } from './store.ts';

/** Parts of the upload in memory at once, 5 MiB each. */
const PARTS_IN_MEMORY = 2;

/**
 * Stores what was unpacked of a file, so that its chunks can be read by their byte ranges. A repeat writes the same
 * bytes again. Chunks of an earlier attempt still find what that attempt wrote, by its version or because it is the
 * same.
 */
export async function keepPlain(
  key: string,
  bytes: AsyncIterable<Buffer>,
  { s3, bucket }: Pick<Store, 's3' | 'bucket'>,
): Promise<ImportObject> {
  const upload = new Upload({
    client: s3,
    queueSize: PARTS_IN_MEMORY,
    params: {
      Bucket: bucket,
      Key: key,
      Body: Readable.from(bytes, { objectMode: false }),
      ContentType: 'text/csv',
    },
  });
  const { ETag, VersionId } = await upload.done();
  if (!ETag) throw new Error('S3 said no ETag');
  return { key, etag: ETag, ...(VersionId && VersionId !== 'null' ? { versionId: VersionId } : {}) };
}
