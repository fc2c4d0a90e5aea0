import { RefusedError } from '@orderflow/domain';
import { utcTime } from '@orderflow/validation';

const MAX_LENGTH = 512;

/** A place in a list, for its caller to come back with: opaque, not secret. */
export const encodeCursor = (position: unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * What {@link encodeCursor} was given, if the cursor is its work to the letter; the caller checks what is in it.
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

/** Below the millisecond, imported orders have their line. */
const BELOW_MILLISECONDS = /(?<=\.\d{3})\d{6}(?=Z$)/;

/** Whether a part of a position is a time as items have them: RFC 3339, UTC, in milliseconds or with nine digits. */
export const isTimestamp = (part: unknown): part is string =>
  typeof part === 'string' && utcTime(part) === part.replace(BELOW_MILLISECONDS, '');

export const invalidCursor = (): RefusedError =>
  new RefusedError('malformed', 'cursor is not one that this list returned');
