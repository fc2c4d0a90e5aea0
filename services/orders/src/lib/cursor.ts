import { decodeCursor, encodeCursor, invalidCursor } from '@orderflow/lambda';

/** The place in a list of orders after which the next page begins. */
export interface Position {
  createdAt: string;
  orderId: string;
}

const CREATED_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ORDER_ID = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * A cursor is opaque, not secret: it holds a position and nothing that says whose list it is, so a forged one can only
 * move its bearer about in the bearer's own orders.
 */
export const toCursor = ({ createdAt, orderId }: Position): string => encodeCursor([createdAt, orderId]);

/** @throws RefusedError (malformed) for anything that {@link toCursor} does not make. */
export function fromCursor(cursor: string): Position {
  const [createdAt, orderId, ...more] = decodeCursor(cursor);
  if (
    typeof createdAt === 'string' &&
    CREATED_AT.test(createdAt) &&
    typeof orderId === 'string' &&
    ORDER_ID.test(orderId) &&
    more.length === 0
  ) {
    return { createdAt, orderId };
  }
  throw invalidCursor();
}
