import { RefusedError } from '@orderflow/domain';
import { utcTime } from '@orderflow/validation';

const MAX_LENGTH = 512;

/** Encodes a position in a list, for the caller's next request: opaque, not secret. */
export const encodeCursor = (position: unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The position in a cursor, if {@link encodeCursor} makes exactly this cursor of it. The caller checks the contents.
 *
 * @throws RefusedError (malformed)
 */
export function decodeCursor(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH) throw invalidCursor();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && encodeCursor(value) === cursor) return value;
  } catch {
    // Not JSON: refused below like everything else.
  }
  throw invalidCursor();
}

/** Imported orders have their line number in the digits below the millisecond. */
const BELOW_MILLISECONDS = /(?<=\.\d{3})\d{6}(?=Z$)/;

/** True if a part of a position is a time as in items: RFC 3339, UTC, with milliseconds or with nine digits. */
export const isTimestamp = (part: unknown): part is string =>
  typeof part === 'string' && utcTime(part) === part.replace(BELOW_MILLISECONDS, '');

export const invalidCursor = (): RefusedError =>
  new RefusedError('malformed', 'cursor is not one that this list returned');
