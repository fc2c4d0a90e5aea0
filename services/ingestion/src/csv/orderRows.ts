import { type Context, newOrderItem } from '@orderflow/domain';
import { unsampled } from '@orderflow/tracing';
import type { ImportChunk } from '@orderflow/validation';
import type { Cells } from './cells.ts';
import type { Format } from './format.ts';
import { InvalidRowError } from './invalidRow.ts';
import { contentOfRow, type RowContent, type RowRules } from './orderRow.ts';
import { type ParsedRecord, parsedRecords } from './parsedRecords.ts';
import type { Row, RowItem } from './row.ts';
import { type Member, ordersOf, restOf } from './rowGroups.ts';
import { type ValueRules, valueReader } from './values.ts';

type Chunk = Pick<ImportChunk, 'importId' | 'firstLine' | 'columns'> & {
  format?: Format | undefined;
  values?: ValueRules | undefined;
  continues?: boolean | undefined;
};

/**
 * The rows of a chunk, in blocks and in order. Adjacent rows of one order become one row. Pure: the same bytes give the
 * same rows.
 *
 * @param tracedOrders how many orders, from the first on, keep the sampling flag of the trace; the others are not
 * sampled.
 */
export async function* orderRows(
  bytes: Buffer,
  { importId, firstLine, columns, format, values, continues }: Chunk,
  context: Context,
  rules: RowRules = {},
  tracedOrders = Number.POSITIVE_INFINITY,
): AsyncGenerator<Row[]> {
  const readValues = valueReader(values);
  const untraced = { ...context, ...unsampled(context) };
  let made = 0;
  const toItem = (content: RowContent, line: number): RowItem => ({
    ...newOrderItem(content, ++made <= tracedOrders ? context : untraced),
    createdAt: content.createdAt ?? timeOfLine(context.now, line),
    row: `${importId}#${line}`,
  });
  let group: Member[] = [];
  let isFirst = true;
  for await (const block of parsedRecords(bytes, firstLine, columns, format)) {
    const rows: Row[] = [];
    for (const record of block) {
      const orderId = record.cells?.['orderId'];
      if (group.length > 0 && (orderId === undefined || orderId !== group[0]?.orderId)) {
        rows.push(...grouped(group));
        group = [];
      }
      group.push(memberOf(record, group[0]));
    }
    if (rows.length > 0) yield rows;
  }
  if (group.length > 0) yield grouped(group);

  function grouped(members: Member[]): Row[] {
    const isRest = continues && isFirst;
    isFirst = false;
    return isRest ? restOf(members, toItem) : ordersOf(members, toItem);
  }

  function memberOf({ line, start, end, cells, fault }: ParsedRecord, first: Member | undefined): Member {
    const record = { line, start, end };
    if (!cells) return { record, ...(fault && { fault }) };
    const whole = first?.cells ? inherited(cells, first.cells) : cells;
    const member = { record, orderId: cells['orderId'] as string, cells: whole };
    try {
      return { ...member, content: contentOfRow(whole, rules, readValues) };
    } catch (error) {
      if (!(error instanceof InvalidRowError)) throw error;
      return { ...member, fault: { column: error.column, reason: error.message } };
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
