import { isOrderId } from '@orderflow/domain';
import { decodeCursor, encodeCursor, invalidCursor, isTimestamp } from '@orderflow/lambda';

/** The place in a list of orders after which the next page begins. */
export interface Position {
  createdAt: string;
  orderId: string;
}

/**
 * A cursor is opaque, not secret. It holds a position, but not whose list it is, so a forged one only moves its bearer
 * to another place in the bearer's own orders.
 */
export const toCursor = ({ createdAt, orderId }: Position): string => encodeCursor([createdAt, orderId]);

/** @throws RefusedError (malformed) for anything that {@link toCursor} does not make. */
export function fromCursor(cursor: string): Position {
  const [createdAt, orderId, ...more] = decodeCursor(cursor);
  if (!isTimestamp(createdAt) || !isOrderId(orderId) || more.length > 0) throw invalidCursor();
  return { createdAt, orderId };
}
