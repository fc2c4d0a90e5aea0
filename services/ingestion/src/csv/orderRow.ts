import { type Context, newOrderItem, type OrderItem } from '@orderflow/domain';
import { isOrderRow, parse, utcTime, ValidationError } from '@orderflow/validation';
import type { Cells } from './cells.ts';

/** What is wrong with a row: the first column at fault, and in words everything that is. */
export class InvalidRowError extends Error {
  override readonly name = 'InvalidRowError';
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}

/**
 * The order that a row describes: one line; an empty note is none; without a time of its own it was created when
 * `context` says, which then is no part of its content. Its times are UTC in milliseconds, whatever their form was.
 *
 * @throws InvalidRowError
 */
export function orderFromRow(cells: Cells, context: Context): OrderItem {
  const { orderId, userId, sku, quantity, unitPrice, currency, note, createdAt } = validRow(cells);
  return newOrderItem(
    {
      orderId,
      userId,
      currency,
      lines: [{ sku, quantity: Number(quantity), unitPrice: Number(unitPrice) }],
      ...(note ? { note } : {}),
      ...(createdAt ? { createdAt: utcTime(createdAt) as string } : {}),
    },
    context,
  );
}

function validRow(cells: Cells) {
  try {
    return parse(isOrderRow, cells);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    // Of the faults of one column, the last one speaks for all: ajv tells those of an alternative before its own.
    const faults = new Map(error.errors.map(({ pointer, message }) => [pointer.slice(1), message]));
    const [[column, message] = ['', error.message], ...more] = faults;
    throw new InvalidRowError(column, [message, ...more.map((fault) => fault.join(' '))].join('; '));
  }
}
