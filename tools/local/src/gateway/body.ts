import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './problem.ts';

/** API Gateway's limit on a request's body, in bytes. */
const MAXIMUM_BYTES = 10 * 1024 * 1024;

/**
 * Reads the whole body of a request, as API Gateway does before it invokes a function. A body over the limit is also read
 * to its end: otherwise the caller would see a broken connection instead of the answer.
 *
 * @throws HttpProblem 413
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAXIMUM_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > MAXIMUM_BYTES) throw new HttpProblem(413, 'The body is over 10 MiB');
  return Buffer.concat(chunks);
}
