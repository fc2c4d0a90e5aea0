import { type Context, isDerivedId, type NewOrder, newOrderItem, type OrderItem } from '@orderflow/domain';
import { isOrderRow, parse, utcTime, ValidationError } from '@orderflow/validation';
import { COLUMNS, type Column } from '../preamble/columns.ts';
import type { Cells } from '../records/cells.ts';
import { type CellFaults, type ReadValues, valueReader } from '../values/valueReader.ts';
import { InvalidRowError } from './invalidRow.ts';

/** Limits on the rows of an import, beyond the schema. An absent one does not apply. */
export interface RowRules {
  /** Bounds of `createdAt`: RFC 3339, UTC, in milliseconds. */
  earliest?: string;
  latest?: string;
  /** The only user for whom orders may be imported. */
  userId?: string;
}

/** The content of a row: an order of one line. */
export type RowContent = NewOrder;

/**
 * The order item that a row describes, with one line. An empty note counts as no note. Without a `createdAt` of its
 * own, the order has the time in `context`, which then is not part of its content. Times become UTC in milliseconds,
 * whatever their form was.
 *
 * @throws InvalidRowError
 */
export const orderItemFromCells = (cells: Cells, context: Context, rules: RowRules = {}): OrderItem =>
  newOrderItem(readOrderRow(cells, rules), context);

/**
 * Reads the cells of a row as an order of one line.
 *
 * @throws InvalidRowError
 */
export function readOrderRow(
  given: Cells,
  rules: RowRules = {},
  readValues: ReadValues = valueReader(),
): RowContent {
  const { cells, faults } = readValues(given);
  const row = validRow(cells, faults);
  const { orderId, userId, sku, quantity, unitPrice, currency, note } = row;
  const createdAt = row.createdAt && utcTime(row.createdAt);
  obey(rules, { orderId, userId, createdAt });
  return {
    orderId,
    userId,
    currency,
    lines: [{ sku, quantity: Number(quantity), unitPrice: Number(unitPrice) }],
    ...(note ? { note } : {}),
    ...(createdAt ? { createdAt } : {}),
  };
}

/** @throws InvalidRowError */
function obey(
  { earliest, latest, userId }: RowRules,
  row: { orderId: string; userId: string; createdAt: string | undefined },
): void {
  // Otherwise an importer could take the id that somebody's next request derives.
  if (isDerivedId(row.orderId)) {
    throw new InvalidRowError(
      'orderId',
      'must not be a UUIDv8: these are the ids of orders placed over HTTP',
    );
  }
  if (userId !== undefined && row.userId !== userId) {
    throw new InvalidRowError(
      'userId',
      'must be your own: on this stage you import orders for yourself only',
    );
  }
  if (!row.createdAt) return;
  // Times in this form compare correctly as strings.
  if ((earliest && row.createdAt < earliest) || (latest && row.createdAt > latest)) {
    throw new InvalidRowError('createdAt', `must be from ${earliest} to ${latest}`);
  }
}

function validRow(cells: Cells, told?: CellFaults) {
  try {
    const row = parse(isOrderRow, cells);
    if (told) throw new ValidationError([]);
    return row;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    // For each column, the last fault is kept: ajv reports the faults of `anyOf` branches before the column's own.
    const faults = new Map(error.errors.map(({ pointer, message }) => [pointer.slice(1), message]));
    throw invalid(told ? inOrder(new Map([...faults, ...told])) : faults, error.message);
  }
}

function invalid(faults: Map<string, string>, otherwise: string): InvalidRowError {
  const [[column, message] = ['', otherwise], ...more] = faults;
  return new InvalidRowError(column, [message, ...more.map((fault) => fault.join(' '))].join('; '));
}

/** Sorted by the columns' order in the schema, in which the validator reports them. */
const inOrder = (faults: Map<string, string>): Map<string, string> =>
  new Map([...faults].toSorted(([a], [b]) => rank(a) - rank(b)));
const rank = (column: string): number => COLUMNS.indexOf(column as Column);
