import { MAX_USER_ID_LENGTH, RefusedError } from '@orderflow/domain';
import { parse, type Validator } from '@orderflow/validation';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { TooLargeError } from './problem.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Bodies beyond this many bytes are refused before they are parsed. */
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * The raw body. API Gateway hands over what it takes for binary, form-encoded bodies among it, as base64.
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

export function jsonBody<T>(bytes: Buffer, validator: Validator<T>): T {
  if (bytes.length === 0) throw new RefusedError('malformed', 'A JSON body is required');
  return parse(validator, decode(bytes));
}

function decode(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8 text';
    throw new RefusedError('malformed', `The body is not JSON: ${reason}`);
  }
}

export function principalOf(event: Event): string {
  const sub = event.requestContext.authorizer?.jwt?.claims?.['sub'];
  if (typeof sub !== 'string' || sub.length < 1 || sub.length > MAX_USER_ID_LENGTH) {
    throw new RefusedError('unauthenticated', 'The token needs a `sub` claim of 1 to 128 characters');
  }
  return sub;
}

/**
 * RFC 8693, section 4.2: `scope` is a list separated by spaces. Some issuers write a prefix before every scope of an
 * API (SCOPE_PREFIX); handlers see the plain names.
 */
export function scopesOf(event: Event): Set<string> {
  const scope = event.requestContext.authorizer?.jwt?.claims?.['scope'];
  const prefix = process.env['SCOPE_PREFIX'] ?? '';
  const all = typeof scope === 'string' ? scope.split(' ') : [];
  return new Set(
    all
      .filter((one) => one.startsWith(prefix))
      .map((one) => one.slice(prefix.length))
      .filter(Boolean),
  );
}
