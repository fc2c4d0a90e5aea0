import { RefusedError } from '@orderflow/domain';

/** A place in a list of imports. */
export interface Position {
  createdAt: string;
  importId: string;
}

/** How far each of the merged lists was read; undefined at its beginning. */
export type Positions = (Position | undefined)[];

const CREATED_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const IMPORT_ID = /^[0-9a-f-]{36}$/;
const MAX_LENGTH = 512;

/**
 * A cursor is opaque, not secret: it holds positions and nothing that says whose lists they are in, so a forged one can
 * only move its bearer about in the bearer's own lists.
 */
export const toCursor = (positions: Positions): string =>
  Buffer.from(JSON.stringify(positions.map((at) => (at ? [at.createdAt, at.importId] : null)))).toString(
    'base64url',
  );

/** @throws RefusedError (malformed) for anything that {@link toCursor} does not make for this many lists. */
export function fromCursor(cursor: string, lists: number): Positions {
  const positions = decoded(cursor);
  if (positions.length !== lists) throw invalid();
  return positions.map((position) => {
    if (position === null) return undefined;
    const [createdAt, importId, ...more] = Array.isArray(position) ? position : [];
    if (!CREATED_AT.test(createdAt) || !IMPORT_ID.test(importId) || more.length > 0) throw invalid();
    return { createdAt, importId };
  });
}

function decoded(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH) throw invalid();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value)) return value;
  } catch {
    // Not JSON: refused below like everything else.
  }
  throw invalid();
}

const invalid = () => new RefusedError('malformed', 'cursor is not one that this list returned');
