import { request } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from './importsApi.ts';

const SILENT_FOR_MS = 60_000;
const LAST_WORDS_MS = 500;

/**
 * Puts a file's bytes to its presigned URL. S3 wants the length beforehand, so the body is not chunked.
 *
 * @param onProgress gets the bytes sent so far.
 * @throws Error with S3's answer when it refuses, or with what broke the connection.
 */
export async function upload(
  file: Readable,
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
  put.setTimeout(SILENT_FOR_MS, () =>
    put.destroy(new Error(`The upload stands still: nothing came or went for ${SILENT_FOR_MS / 1000} s`)),
  );
  const done = pipeline(file, count, put);
  // Who refuses an upload answers before its end and closes the connection: the answer says more than the error.
  const late = done.then(
    () => answered,
    (error: Error) => Promise.race([answered, sleep(LAST_WORDS_MS).then(() => Promise.reject(error))]),
  );
  const { status, body } = await Promise.race([answered.catch(() => late), late]).finally(() =>
    put.destroy(),
  );
  if (status !== 200) throw new Error(`The upload was refused with ${status}: ${body}`);
}
