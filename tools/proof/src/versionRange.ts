import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The first and the last byte of a range request for a version of an object; undefined for other requests. */
export function versionRange({ method, url, headers }: IncomingMessage): [number, number] | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  if (method !== 'GET' || !first || !last || !/[?&]versionId=/.test(url ?? '')) return undefined;
  return [Number(first), Number(last)];
}

/**
 * Answers with the range, as S3 does. The engine supports `Range` only for the current version of an object and sends
 * older versions whole. Its checksum is also that of the whole object.
 */
export async function sendRange(
  [first, last]: [number, number],
  answer: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const whole = await buffer(answer);
  const part = whole.subarray(first, last + 1);
  const headers: OutgoingHttpHeaders = {
    ...Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => !name.startsWith('x-amz-checksum')),
    ),
    'content-length': part.length,
    'content-range': `bytes ${first}-${first + part.length - 1}/${whole.length}`,
  };
  outgoing.writeHead(206, headers).end(part);
}
