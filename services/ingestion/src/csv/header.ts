import type { OrderRow } from '@orderflow/validation';
import { isWellFormed, parseCells } from './cells.ts';
import { UnusableFileError } from './unusableFile.ts';

export const REQUIRED_COLUMNS = [
  'orderId',
  'userId',
  'sku',
  'quantity',
  'unitPrice',
  'currency',
] as const satisfies (keyof OrderRow)[];
export const OPTIONAL_COLUMNS = ['note', 'createdAt'] as const satisfies (keyof OrderRow)[];

const KNOWN: ReadonlySet<string> = new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]);
/** More cells than this say nothing more about a wrong header. */
const MAX_CELLS = 100;
const MAX_NAMED = 5;

/**
 * The columns that a header record names, in its order.
 *
 * @param record the first record of the file that is not empty, without its line end.
 * @throws UnusableFileError when columns are missing, unknown or there twice.
 */
export async function readHeader(record: Buffer, line: number): Promise<string[]> {
  const columns = await headerCells(record);
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !KNOWN.has(column));
  const twice = columns.filter((column, index) => KNOWN.has(column) && columns.indexOf(column) < index);
  const faults = [
    ...(missing.length > 0 ? [`lacks ${list(missing)}`] : []),
    ...(unknown.length > 0
      ? [`has the unknown ${list(unknown.map((column) => JSON.stringify(column)))}`]
      : []),
    ...(twice.length > 0 ? [`has ${list(twice)} twice`] : []),
  ];
  if (faults.length === 0) return columns;
  throw new UnusableFileError(
    `Line ${line} is not the header: it ${faults.join(' and ')}. The header names ${REQUIRED_COLUMNS.join(', ')} and, if wanted, ${OPTIONAL_COLUMNS.join(', ')}, in any order, separated by commas.`,
  );
}

async function headerCells(record: Buffer): Promise<string[]> {
  const text = record.toString();
  if (!isWellFormed(text)) return text.split(',', MAX_CELLS);
  const positions = Array.from({ length: MAX_CELLS }, (_, index) => String(index));
  const [cells = {}] = await parseCells(Buffer.from(record), 1, positions);
  return positions.flatMap((position) => cells[position] ?? []);
}

function list(names: string[]): string {
  const named = names
    .slice(0, MAX_NAMED)
    .map((name) => (name.length > 40 ? `${name.slice(0, 40).toWellFormed()}…` : name));
  const more = names.length - named.length;
  return `column${names.length > 1 ? 's' : ''} ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
