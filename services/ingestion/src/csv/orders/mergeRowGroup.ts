import type { Cells } from '../records/cells.ts';
import type { Fault } from '../records/parseRecords.ts';
import type { RecordSpan } from '../records/splitRecords.ts';
import type { FileOrder } from './fileOrder.ts';
import type { ImportedOrder } from './importedOrder.ts';
import type { RowContent } from './readOrderRow.ts';

/** One row of a group of adjacent rows with the same order id. */
export interface GroupedRow {
  record: RecordSpan;
  /** As written in its cell; absent when the record has no cells. */
  orderId?: string;
  cells?: Cells;
  /** An order of one line; absent when the row is at fault. */
  content?: RowContent;
  fault?: Fault;
}

type Valid = GroupedRow & { content: RowContent };

/** The most lines that an order may have. */
const MAX_LINES = 25;
const OF_THE_ORDER = ['userId', 'currency', 'note', 'createdAt'] as const;

/**
 * Makes one order of a group of adjacent rows with one id; the rows are its lines. A repeated row is a duplicate. An
 * order is imported as a whole or not at all: one faulty line, or one that contradicts the order, rejects the others
 * too. But if the order has only one line, its first row is the order, and rows that contradict it are compared with
 * it, as rows that are not adjacent are.
 */
export function mergeRowGroup(
  group: GroupedRow[],
  toItem: (content: RowContent, line: number) => ImportedOrder,
): FileOrder[] {
  const [first] = group as [GroupedRow];
  if (group.length === 1) return [orderOf(first, toItem)];
  const valid = group.filter((row): row is Valid => row.content !== undefined);
  const [base] = valid;
  if (!base) return group.map((row) => orderOf(row, toItem));

  const lines = new Map<string, Valid>();
  const repeats: Valid[] = [];
  const contradictions: Valid[] = [];
  for (const row of valid) {
    const [line] = row.content.lines;
    const sku = line?.sku as string;
    const known = lines.get(sku);
    const otherOrder = OF_THE_ORDER.some((name) => row.content[name] !== base.content[name]);
    if (otherOrder) contradictions.push(row);
    else if (!known) lines.set(sku, row);
    else if (isSameLine(known, row)) repeats.push(row);
    else contradictions.push(row);
  }
  const faulty = group.filter(({ fault, cells }) => fault && !lines.has(cells?.['sku'] ?? ''));
  const isWhole = faulty.length === 0 && (contradictions.length === 0 || lines.size === 1);
  if (!isWhole) return rejected(group, faulty[0] ?? (contradictions[0] as GroupedRow), base);
  if (lines.size > MAX_LINES) {
    const reason = `is of an order of ${lines.size} lines; an order has at most ${MAX_LINES}`;
    return group.map(({ record, fault }) => ({ record, fault: fault ?? { column: 'orderId', reason } }));
  }
  const [one, ...more] = [...lines.values()] as [Valid, ...Valid[]];
  const content = { ...one.content, lines: [one, ...more].flatMap((row) => row.content.lines) };
  const item = toItem(content, one.record.line);
  const orders: FileOrder[] = [
    { record: one.record, item, ...(more.length > 0 && { more: more.map(({ record }) => record) }) },
    ...repeats.map(({ record }) => ({ record, item })),
    ...contradictions.map((row) => ({ ...orderOf(row, toItem), contradicts: true as const })),
    ...group.filter(({ fault }) => fault).map((row) => orderOf(row, toItem)),
  ];
  return orders.sort((a, b) => a.record.line - b.record.line);
}

/**
 * Handles the rest of a group that was too long for its chunk. Rows about one sku are compared with the order that
 * exists by then. Rows about several skus are too many lines.
 */
export function restOfCutGroup(
  group: GroupedRow[],
  toItem: (content: RowContent, line: number) => ImportedOrder,
): FileOrder[] {
  const skus = new Set(group.map(({ cells }) => cells?.['sku']));
  if (skus.size <= 1) return group.map((row) => orderOf(row, toItem));
  const reason = `is of an order of more rows than can be; an order has at most ${MAX_LINES} lines`;
  return group.map(({ record, fault }) => ({ record, fault: fault ?? { column: 'orderId', reason } }));
}

function orderOf(
  { record, content, fault }: GroupedRow,
  toItem: (content: RowContent, line: number) => ImportedOrder,
): FileOrder {
  if (content) return { record, item: toItem(content, record.line) };
  return { record, ...(fault && { fault }) };
}

function isSameLine(one: Valid, other: Valid): boolean {
  const [a, b] = [one.content.lines[0], other.content.lines[0]];
  return a?.quantity === b?.quantity && a?.unitPrice === b?.unitPrice;
}

function rejected(group: GroupedRow[], culprit: GroupedRow, base: Valid): FileOrder[] {
  return group.map((row) => {
    const { record, fault, content } = row;
    if (fault) return { record, fault };
    if (row === culprit && content) return { record, fault: contradiction(content, base) };
    const reason = `is of an order whose row on line ${culprit.record.line} is at fault: an order is imported as a whole`;
    return { record, fault: { column: 'orderId', reason } };
  });
}

function contradiction(content: RowContent, base: Valid): Fault {
  const column = OF_THE_ORDER.find((name) => content[name] !== base.content[name]) ?? 'sku';
  const reason =
    column === 'sku'
      ? 'is in an earlier row of the same order already'
      : `must be the same in all rows of an order; line ${base.record.line} has another`;
  return { column, reason };
}
