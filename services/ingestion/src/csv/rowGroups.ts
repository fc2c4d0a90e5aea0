import type { Cells } from './cells.ts';
import type { RowContent } from './orderRow.ts';
import type { Fault } from './parsedRecords.ts';
import type { RecordSpan } from './records.ts';
import type { Row, RowItem } from './row.ts';

/** One row of a group of adjacent rows with the same order id. */
export interface Member {
  record: RecordSpan;
  /** As written in its cell; absent when the record has no cells. */
  orderId?: string;
  cells?: Cells;
  /** An order of one line; absent when the row is at fault. */
  content?: RowContent;
  fault?: Fault;
}

type Valid = Member & { content: RowContent };

/** The most lines that an order may have. */
const MAX_LINES = 25;
const OF_THE_ORDER = ['userId', 'currency', 'note', 'createdAt'] as const;

/**
 * Makes one order of a group of adjacent rows with one id; the rows are its lines. A repeated row is a duplicate. An
 * order is imported as a whole or not at all: one faulty line, or one that contradicts the order, rejects the others
 * too. But if the order has only one line, its first row is the order, and rows that contradict it are compared with
 * it, as rows that are not adjacent are.
 */
export function ordersOf(group: Member[], toItem: (content: RowContent, line: number) => RowItem): Row[] {
  const [first] = group as [Member];
  if (group.length === 1) return [rowOf(first, toItem)];
  const valid = group.filter((member): member is Valid => member.content !== undefined);
  const [base] = valid;
  if (!base) return group.map((member) => rowOf(member, toItem));

  const lines = new Map<string, Valid>();
  const repeats: Valid[] = [];
  const contradictions: Valid[] = [];
  for (const member of valid) {
    const [line] = member.content.lines;
    const sku = line?.sku as string;
    const known = lines.get(sku);
    const otherOrder = OF_THE_ORDER.some((name) => member.content[name] !== base.content[name]);
    if (otherOrder) contradictions.push(member);
    else if (!known) lines.set(sku, member);
    else if (isSameLine(known, member)) repeats.push(member);
    else contradictions.push(member);
  }
  const faulty = group.filter(({ fault, cells }) => fault && !lines.has(cells?.['sku'] ?? ''));
  const isWhole = faulty.length === 0 && (contradictions.length === 0 || lines.size === 1);
  if (!isWhole) return rejected(group, faulty[0] ?? (contradictions[0] as Member), base);
  if (lines.size > MAX_LINES) {
    const reason = `is of an order of ${lines.size} lines; an order has at most ${MAX_LINES}`;
    return group.map(({ record, fault }) => ({ record, fault: fault ?? { column: 'orderId', reason } }));
  }
  const [one, ...more] = [...lines.values()] as [Valid, ...Valid[]];
  const content = { ...one.content, lines: [one, ...more].flatMap((member) => member.content.lines) };
  const item = toItem(content, one.record.line);
  const rows: Row[] = [
    { record: one.record, item, ...(more.length > 0 && { more: more.map(({ record }) => record) }) },
    ...repeats.map(({ record }) => ({ record, item })),
    ...contradictions.map((member) => ({ ...rowOf(member, toItem), contradicts: true as const })),
    ...group.filter(({ fault }) => fault).map((member) => rowOf(member, toItem)),
  ];
  return rows.sort((a, b) => a.record.line - b.record.line);
}

/**
 * Handles the rest of a group that was too long for its chunk. Rows about one sku are compared with the order that
 * exists by then. Rows about several skus are too many lines.
 */
export function restOf(group: Member[], toItem: (content: RowContent, line: number) => RowItem): Row[] {
  const skus = new Set(group.map(({ cells }) => cells?.['sku']));
  if (skus.size <= 1) return group.map((member) => rowOf(member, toItem));
  const reason = `is of an order of more rows than can be; an order has at most ${MAX_LINES} lines`;
  return group.map(({ record, fault }) => ({ record, fault: fault ?? { column: 'orderId', reason } }));
}

function rowOf(
  { record, content, fault }: Member,
  toItem: (content: RowContent, line: number) => RowItem,
): Row {
  if (content) return { record, item: toItem(content, record.line) };
  return { record, ...(fault && { fault }) };
}

function isSameLine(one: Valid, other: Valid): boolean {
  const [a, b] = [one.content.lines[0], other.content.lines[0]];
  return a?.quantity === b?.quantity && a?.unitPrice === b?.unitPrice;
}

function rejected(group: Member[], culprit: Member, base: Valid): Row[] {
  return group.map((member) => {
    const { record, fault, content } = member;
    if (fault) return { record, fault };
    if (member === culprit && content) return { record, fault: contradiction(content, base) };
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
