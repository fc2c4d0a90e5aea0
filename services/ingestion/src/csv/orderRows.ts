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
 * The rows of a chunk, in blocks and in order; rows of one order that stand next to each other are one. Pure: the same
 * bytes give the same rows.
 *
 * @param tracedOrders so many orders, from the first on, go on in the trace as it is sampled; the others are not sampled.
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

/** So many lines have times of their own: RFC 3339 allows any number of digits, and not everybody reads more than nine. */
const LINES = 1_000_000;

/**
 * The time of an order whose row says none: that of the import, and its line below the millisecond. All of a user's orders
 * at one time would be one key of the index by user, which takes no more writes than a partition does; of different keys,
 * DynamoDB makes partitions as it needs them, and chunks that are read side by side write to different ones.
 */
const timeOfLine = (now: Date, line: number): string =>
  now.toISOString().replace('Z', `${String(line % LINES).padStart(6, '0')}Z`);

/** What shops say of an order in its first row only. */
const ONCE = ['userId', 'currency', 'note', 'createdAt'] as const;

function inherited(cells: Cells, first: Cells): Cells {
  if (cells['sku'] === first['sku'] || ONCE.every((column) => cells[column] !== '' || !first[column]))
    return cells;
  const filled = ONCE.filter((column) => cells[column] === '' && first[column]);
  return { ...cells, ...Object.fromEntries(filled.map((column) => [column, first[column] as string])) };
}
