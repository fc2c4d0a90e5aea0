import type { Column } from '../preamble/columns.ts';
import type { Cells } from '../records/cells.ts';
import type { Decimal } from './amounts.ts';
import { minorUnits } from './amounts.ts';
import { dateReader, type ReadDate } from './dates.ts';

/** How a file writes its cells, where it departs from the contract. */
export interface ValueRules {
  /** The decimal mark of prices in units of the currency; without it, prices are in minor units. */
  decimal?: Decimal | undefined;
  /** A format for {@link dateReader}; without it, dates are RFC 3339. */
  dateFormat?: string | undefined;
  timeZone?: string | undefined;
}

/** The faults of cells, beyond those that the row's schema finds. */
export type CellFaults = Map<Column, string>;

/** Converts cells to the form of the contract. A cell that cannot be converted stays as it is, and is a fault. */
export type ReadValues = (cells: Cells) => { cells: Cells; faults?: CellFaults };

/** A number as a spreadsheet shortens it. */
const SHORTENED = /^\s*\d(?:[.,]\d+)?[eE]\+\d+\s*$/;
const IDS = ['orderId', 'userId', 'sku'] as const;
/** A price with decimals, for a file whose prices are in minor units. */
const MARKED = /^\s*\d+[.,]\d+\s*$/;

export function valueReader({ decimal, dateFormat, timeZone }: ValueRules = {}): ReadValues {
  const readDate = dateFormat === undefined ? undefined : dateReader(dateFormat, timeZone);
  return (cells) => {
    const faults: CellFaults = new Map();
    for (const column of IDS) {
      const cell = cells[column];
      // No id is longer than 128 characters.
      if (cell !== undefined && cell.length <= 128 && SHORTENED.test(cell))
        faults.set(column, shortened(cell));
    }
    const price = priceOf(cells, decimal, faults);
    const date = readDate && dateOf(cells, readDate, dateFormat as string, faults);
    return {
      cells: price || date ? { ...cells, ...price, ...date } : cells,
      ...(faults.size > 0 && { faults }),
    };
  };
}

const shortened = (cell: string) =>
  `is a number that a spreadsheet has shortened (${cell.trim()}): its digits are lost. Make the column text there, and export it again`;

function priceOf({ unitPrice = '', currency = '' }: Cells, decimal: Decimal | undefined, faults: CellFaults) {
  if (!decimal) {
    if (unitPrice.length <= 40 && MARKED.test(unitPrice)) {
      faults.set(
        'unitPrice',
        'must be a whole number of minor units from 0 to 100000000; if the prices of the file have decimals, say so: "decimal": "." or ","',
      );
    }
    return undefined;
  }
  const minor = minorUnits(unitPrice, decimal, currency);
  if (minor !== undefined) return { unitPrice: minor };
  const example = decimal === ',' ? '1.234,50' : '1,234.50';
  faults.set('unitPrice', `must be a price in ${currency || 'its currency'}, written as ${example}`);
  return undefined;
}

function dateOf({ createdAt = '' }: Cells, readDate: ReadDate, format: string, faults: CellFaults) {
  if (createdAt.trim() === '') return { createdAt: '' };
  const utc = readDate(createdAt);
  if (utc !== undefined) return { createdAt: utc };
  faults.set('createdAt', `must be empty or a date and time that exists, written as ${format}`);
  return undefined;
}
