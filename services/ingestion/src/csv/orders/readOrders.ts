import { type Context, newOrderItem } from '@orderflow/domain';
import { unsampled } from '@orderflow/tracing';
import type { ImportChunk } from '@orderflow/validation';
import type { Format } from '../format.ts';
import type { Cells } from '../records/cells.ts';
import { type ParsedRecord, parseRecords } from '../records/parseRecords.ts';
import { type ValueRules, valueReader } from '../values/valueReader.ts';
import type { FileOrder } from './fileOrder.ts';
import type { ImportedOrder } from './importedOrder.ts';
import { InvalidRowError } from './invalidRow.ts';
import { type GroupedRow, mergeRowGroup, restOfCutGroup } from './mergeRowGroup.ts';
import { type RowContent, type RowRules, readOrderRow } from './readOrderRow.ts';

type Chunk = Pick<ImportChunk, 'importId' | 'firstLine' | 'columns'> & {
  format?: Format | undefined;
  values?: ValueRules | undefined;
  continues?: boolean | undefined;
};

/**
 * Reads the orders of a chunk, in blocks and in the order of the file: parses its records, reads each as a row, and merges
 * adjacent rows of one order. Pure: the same bytes give the same orders.
 *
 * @param tracedOrders how many orders, from the first on, keep the sampling flag of the trace; the others are not
 * sampled.
 */
export async function* readOrders(
  bytes: Buffer,
  { importId, firstLine, columns, format, values, continues }: Chunk,
  context: Context,
  rules: RowRules = {},
  tracedOrders = Number.POSITIVE_INFINITY,
): AsyncGenerator<FileOrder[]> {
  const readValues = valueReader(values);
  const untraced = { ...context, ...unsampled(context) };
  let made = 0;
  const toItem = (content: RowContent, line: number): ImportedOrder => ({
    ...newOrderItem(content, ++made <= tracedOrders ? context : untraced),
    createdAt: content.createdAt ?? timeOfLine(context.now, line),
    row: `${importId}#${line}`,
  });
  let group: GroupedRow[] = [];
  let isFirst = true;
  for await (const block of parseRecords(bytes, firstLine, columns, format)) {
    const orders: FileOrder[] = [];
    for (const record of block) {
      const orderId = record.cells?.['orderId'];
      if (group.length > 0 && (orderId === undefined || orderId !== group[0]?.orderId)) {
        orders.push(...merged(group));
        group = [];
      }
      group.push(rowOf(record, group[0]));
    }
    if (orders.length > 0) yield orders;
  }
  if (group.length > 0) yield merged(group);

  function merged(rows: GroupedRow[]): FileOrder[] {
    const isRest = continues && isFirst;
    isFirst = false;
    return isRest ? restOfCutGroup(rows, toItem) : mergeRowGroup(rows, toItem);
  }

  function rowOf(
    { line, start, end, cells, fault }: ParsedRecord,
    first: GroupedRow | undefined,
  ): GroupedRow {
    const record = { line, start, end };
    if (!cells) return { record, ...(fault && { fault }) };
    const whole = first?.cells ? inherited(cells, first.cells) : cells;
    const row = { record, orderId: cells['orderId'] as string, cells: whole };
    try {
      return { ...row, content: readOrderRow(whole, rules, readValues) };
    } catch (error) {
      if (!(error instanceof InvalidRowError)) throw error;
      return { ...row, fault: { column: error.column, reason: error.message } };
    }
  }
}

/**
 * This many lines get distinct times. RFC 3339 allows any number of fraction digits, but not every reader takes more
 * than nine.
 */
const LINES = 1_000_000;

/**
 * The time of an order whose row has none: the time of the import, with the row's line in the digits below the
 * millisecond. If all orders of a user had one time, they would share one key of the index by user, and one key takes
 * no more writes than one partition. With distinct keys DynamoDB adds partitions as needed, and chunks that run in
 * parallel write to different ones.
 */
const timeOfLine = (now: Date, line: number): string =>
  now.toISOString().replace('Z', `${String(line % LINES).padStart(6, '0')}Z`);

/** Columns that shops often fill only in the first row of an order. */
const ONCE = ['userId', 'currency', 'note', 'createdAt'] as const;

function inherited(cells: Cells, first: Cells): Cells {
  if (cells['sku'] === first['sku'] || ONCE.every((column) => cells[column] !== '' || !first[column]))
    return cells;
  const filled = ONCE.filter((column) => cells[column] === '' && first[column]);
  return { ...cells, ...Object.fromEntries(filled.map((column) => [column, first[column] as string])) };
}
