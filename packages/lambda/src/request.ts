import { isUserId, RefusedError } from '@orderflow/domain';
import { parse, type Validator } from '@orderflow/validation';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { TooLargeError } from './problem.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Bodies beyond this many bytes are refused before they are parsed. */
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * The raw body. API Gateway passes bodies that it considers binary as base64; form-encoded bodies are among them.
 *
 * @throws TooLargeError beyond {@link MAX_BODY_BYTES}.
 */
export function bodyBytes({ body, isBase64Encoded }: Event): Buffer {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    throw new TooLargeError(`The body has ${bytes.length} bytes; the limit is ${MAX_BODY_BYTES}`);
  }
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** An HTTP API puts this in place of bytes that are not UTF-8, in a body that it considers text. */
const REPLACEMENT = '\ufffd';
const SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * The JSON body, validated.
 *
 * @throws RefusedError (malformed) when it is not JSON in UTF-8; ValidationError when it breaks the schema.
 */
export function jsonBody<T>(event: Event, bytes: Buffer, validator: Validator<T>): T {
  if (bytes.length === 0) throw new RefusedError('malformed', 'A JSON body is required');
  const text = decode(event, bytes);
  const value = read(text);
  // RFC 7493 (I-JSON), section 2.1. A lone surrogate can only have been written as an escape.
  if (SURROGATE.test(text) && !isWellFormed(value)) {
    throw new RefusedError('malformed', 'The body has half of a surrogate pair, which is no text');
  }
  return parse(validator, value);
}

/** If an HTTP API took the body for text, the original bytes are lost; `content-length` still has their number. */
function decode({ headers, isBase64Encoded }: Event, bytes: Buffer): string {
  try {
    const text = utf8.decode(bytes);
    const damaged = !isBase64Encoded && text.includes(REPLACEMENT);
    if (!damaged || Number(headers['content-length']) === bytes.length) return text;
  } catch {
    // Refused below.
  }
  throw new RefusedError('malformed', 'The body is not JSON: it is not UTF-8 text');
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RefusedError('malformed', `The body is not JSON: ${(error as Error).message}`);
  }
}

/** No recursion: a deep document is refused by its schema later, but must not overflow the stack here. */
function isWellFormed(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && !next.isWellFormed()) return false;
    if (next === null || typeof next !== 'object') continue;
    for (const [key, inner] of Object.entries(next)) waiting.push(key, inner);
  }
  return true;
}

export function principalOf(event: Event): string {
  const sub = event.requestContext.authorizer?.jwt?.claims?.['sub'];
  if (typeof sub === 'string' && isUserId(sub)) return sub;
  throw new RefusedError(
    'unauthenticated',
    'The token needs a `sub` claim of 1 to 128 characters that is not one of: . .. me confirm',
  );
}
