import { LaterError } from '@orderflow/domain';
import type { ImportChunk } from '@orderflow/validation';
import { MAX_RECORD_BYTES } from '../csv/recordLimits.ts';
import { readFile } from '../lib/importFiles.ts';
import type { Store } from '../lib/store.ts';

/**
 * The bytes of a chunk; only the beginning of a record that is too long.
 *
 * @throws UnusableFileError when the file is gone or replaced; LaterError for an incomplete answer.
 */
export async function chunkBytes(
  { object, start, end: last, tooLong }: ImportChunk,
  store: Pick<Store, 's3' | 'bucket'>,
): Promise<Buffer> {
  const end = tooLong ? start + MAX_RECORD_BYTES : last;
  const body = await readFile(object, store, { start, end });
  const bytes = Buffer.concat(await body.toArray());
  if (bytes.length !== end - start) throw new LaterError(`S3 sent ${bytes.length} of ${end - start} bytes`);
  return bytes;
}
