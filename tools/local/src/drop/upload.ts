import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from './importsApi.ts';

const SILENT_FOR_MS = 60_000;
/** How long to wait for 100 (Continue). A server that does not know `Expect` never sends it (RFC 9110, section 10.1.1). */
const CONTINUES_WITHIN_MS = 1_000;
const LAST_WORDS_MS = 500;

interface Answer {
  status: number;
  body: string;
}

/**
 * Uploads a file to its presigned URL. S3 needs the length in advance, so the body is not chunked. The upload waits for
 * 100 (Continue) before the first byte: a refusal that comes while bytes are sent may be lost with the connection.
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
  const headers = {
    ...uploadHeaders,
    'content-length': size,
    ...(size > 0 && { expect: '100-continue' }),
  };
  const put = request(uploadUrl, { method: 'PUT', headers });
  const answered = new Promise<Answer>((resolve, reject) => {
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
  const early = size > 0 && (await Promise.race([answered, continues(put)]));
  if (early) {
    put.destroy();
    file.destroy();
    throw refused(early);
  }
  const done = pipeline(file, count, put);
  // A server that refuses an upload answers early and closes the connection. The answer says more than the error.
  const late = done.then(
    () => answered,
    (error: Error) => Promise.race([answered, sleep(LAST_WORDS_MS).then(() => Promise.reject(error))]),
  );
  const answer = await Promise.race([answered.catch(() => late), late]).finally(() => put.destroy());
  if (answer.status !== 200) throw refused(answer);
}

const refused = ({ status, body }: Answer): Error =>
  new Error(`The upload was refused with ${status}: ${body}`);

/** Resolves when the server sends 100 (Continue), or sends nothing in time. */
async function continues(put: ClientRequest): Promise<void> {
  const waited = new AbortController();
  const { signal } = waited;
  const either = [once(put, 'continue', { signal }), sleep(CONTINUES_WITHIN_MS, undefined, { signal })];
  await Promise.race(either).finally(() => {
    waited.abort();
    return Promise.allSettled(either);
  });
}
