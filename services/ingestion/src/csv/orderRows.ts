import type { Context, OrderItem } from '@orderflow/domain';
import type { ImportChunk } from '@orderflow/validation';
import { InvalidRowError, orderFromRow } from './orderRow.ts';
import { type ParsedRecord, parsedRecords, textOf } from './parsedRecords.ts';
import type { Reject } from './rejects.ts';

/** An order from a row, with where it came from: `<importId>#<line>`. */
export interface RowItem extends OrderItem {
  row: string;
}

/** A record of a chunk: the order that it describes, or why it describes none. */
export type Row = { item: RowItem; reject(column: string, reason: string): Reject } | { rejected: Reject };

/** What the records of a chunk say, in blocks and in order. Pure: the same bytes give the same rows. */
export async function* orderRows(
  bytes: Buffer,
  { importId, firstLine, columns }: Pick<ImportChunk, 'importId' | 'firstLine' | 'columns'>,
  context: Context,
): AsyncGenerator<Row[]> {
  for await (const block of parsedRecords(bytes, firstLine, columns)) {
    yield block.map((record) => {
      const reject = (column: string, reason: string): Reject => ({
        line: record.line,
        column,
        reason,
        record: textOf(bytes, record),
      });
      return toRow(record, importId, context, reject);
    });
  }
}

function toRow(
  { line, cells, fault = '' }: ParsedRecord,
  importId: string,
  context: Context,
  reject: (column: string, reason: string) => Reject,
): Row {
  if (!cells) return { rejected: reject('', fault) };
  try {
    return { item: { ...orderFromRow(cells, context), row: `${importId}#${line}` }, reject };
  } catch (error) {
    if (!(error instanceof InvalidRowError)) throw error;
    return { rejected: reject(error.column, error.message) };
  }
}
