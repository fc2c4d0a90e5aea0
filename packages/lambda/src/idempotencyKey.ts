import { RefusedError } from '@orderflow/domain';

/** Enough for 255 characters, each escaped, in double quotes. A longer header is never a valid key. */
const MAX_HEADER = 1_024;
/** Optional white space around a field value, RFC 9110, section 5.6.3. */
const SURROUNDING = /^[ \t]+|[ \t]+$/g;
const BARE = /^[\x21\x23-\x7e][\x20-\x7e]*$/;
/** RFC 8941, section 3.3.3: a backslash may only stand before a backslash or a double quote. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The key in an Idempotency-Key header: 1 to 255 printable ASCII characters, bare or as an RFC 8941 string. Both
 * spellings of one key are the same key.
 *
 * A header that comes twice arrives as one, with a comma in between (RFC 9110, section 5.2; an HTTP API does the same).
 * Two keys would look like a third one, so a comma is only allowed in quotes.
 *
 * @throws RefusedError (malformed) when the header is missing, came twice, or is not of that form.
 */
export function idempotencyKey(header: string | undefined): string {
  const value = header && header.length <= MAX_HEADER ? header.replace(SURROUNDING, '') : header;
  if (!value) throw new RefusedError('malformed', 'The header Idempotency-Key is required');
  if (value.length <= MAX_HEADER && BARE.test(value) && value.includes(',')) {
    throw new RefusedError(
      'malformed',
      'Idempotency-Key came twice, or has a comma: send it once, and a key with a comma in double quotes',
    );
  }
  const key = BARE.test(value) ? value : QUOTED.exec(value)?.[1]?.replace(/\\(.)/g, '$1');
  if (!key || key.length > 255) {
    throw new RefusedError(
      'malformed',
      'Idempotency-Key must be 1 to 255 printable ASCII characters, bare or in double quotes',
    );
  }
  return key;
}
