import type { Context, OrderItem } from '@orderflow/domain';
import type { ImportChunk } from '@orderflow/validation';
import type { Format } from './format.ts';
import { InvalidRowError, orderFromRow, type RowRules } from './orderRow.ts';
import { type Fault, type ParsedRecord, parsedRecords } from './parsedRecords.ts';
import type { RecordSpan } from './records.ts';

/** An order from a row, with where it came from: `<importId>#<line>`. */
export interface RowItem extends OrderItem {
  row: string;
}

/** What a record says: an order, or none and why. */
export interface Row {
  record: RecordSpan;
  item?: RowItem;
  fault?: Fault;
}

/** The rows of a chunk, in blocks and in order. Pure: the same bytes give the same rows. */
export async function* orderRows(
  bytes: Buffer,
  {
    importId,
    firstLine,
    columns,
    format,
  }: Pick<ImportChunk, 'importId' | 'firstLine' | 'columns'> & { format?: Format | undefined },
  context: Context,
  rules: RowRules = {},
): AsyncGenerator<Row[]> {
  for await (const block of parsedRecords(bytes, firstLine, columns, format)) {
    yield block.map((record) => toRow(record, importId, context, rules));
  }
}

function toRow(
  { line, start, end, cells, fault }: ParsedRecord,
  importId: string,
  context: Context,
  rules: RowRules,
): Row {
  const record = { line, start, end };
  if (!cells) return { record, ...(fault && { fault }) };
  try {
    return { record, item: { ...orderFromRow(cells, context, rules), row: `${importId}#${line}` } };
  } catch (error) {
    if (!(error instanceof InvalidRowError)) throw error;
    return { record, fault: { column: error.column, reason: error.message } };
  }
}
