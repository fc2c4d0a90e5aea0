import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Upload } from './importsApi.ts';

/**
 * Puts a file to its presigned URL. S3 wants the length beforehand, so the body is not chunked.
 *
 * @param onProgress gets the bytes sent so far.
 */
export async function upload(
  path: string,
  size: number,
  { uploadUrl, uploadHeaders }: Pick<Upload, 'uploadUrl' | 'uploadHeaders'>,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const put = request(uploadUrl, { method: 'PUT', headers: { ...uploadHeaders, 'content-length': size } });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    put.once('error', reject);
    put.once('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
  });
  let sent = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      onProgress(sent);
      done(null, chunk);
    },
  });
  const [{ status, body }] = await Promise.all([answered, pipeline(createReadStream(path), count, put)]);
  if (status !== 200) throw new Error(`The upload was refused with ${status}: ${body}`);
}
