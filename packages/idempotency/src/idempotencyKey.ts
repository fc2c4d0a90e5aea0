import { RefusedError } from '@orderflow/domain';

/** Optional white space around a field value, RFC 9110, section 5.6.3. */
const SURROUNDING = /^[ \t]+|[ \t]+$/g;
const BARE = /^[\x21\x23-\x7e][\x20-\x7e]*$/;
/** RFC 8941, section 3.3.3: a backslash may only stand before a backslash or a double quote. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The key in an Idempotency-Key header: 1 to 255 printable ASCII characters, bare or as an RFC 8941 string.
 * Both spellings of one key are the same key.
 *
 * @throws RefusedError (malformed) when the header is missing or not of that form.
 */
export function idempotencyKey(header: string | undefined): string {
  const value = header?.replace(SURROUNDING, '');
  if (!value) throw new RefusedError('malformed', 'The header Idempotency-Key is required');
  const key = BARE.test(value) ? value : QUOTED.exec(value)?.[1]?.replace(/\\(.)/g, '$1');
  if (!key || key.length > 255) {
    throw new RefusedError(
      'malformed',
      'Idempotency-Key must be 1 to 255 printable ASCII characters, bare or in double quotes',
    );
  }
  return key;
}
