import { decodeCursor, encodeCursor, invalidCursor, isTimestamp } from '@orderflow/lambda';
import { isImportId } from './importId.ts';

/** A place in a list of imports. */
export interface Position {
  createdAt: string;
  importId: string;
}

/** How far each of the merged lists was read; undefined at its beginning. */
export type Positions = (Position | undefined)[];

/**
 * A cursor is opaque, not secret. It holds positions, but not the owners of the lists, so a forged cursor only moves
 * its bearer within the bearer's own lists.
 */
export const toCursor = (positions: Positions): string =>
  encodeCursor(positions.map((at) => (at ? [at.createdAt, at.importId] : null)));

/** @throws RefusedError (malformed) for anything that {@link toCursor} does not make for this many lists. */
export function fromCursor(cursor: string, lists: number): Positions {
  const positions = decodeCursor(cursor);
  if (positions.length !== lists) throw invalidCursor();
  return positions.map((position) => {
    if (position === null) return undefined;
    const [createdAt, importId, ...more] = Array.isArray(position) ? position : [];
    if (!isTimestamp(createdAt) || !isImportId(importId) || more.length > 0) throw invalidCursor();
    return { createdAt, importId };
  });
}
