import csv from 'csv-parser';
import type { Delimiter } from '../format.ts';

/** The cells of a record by column. A cell beyond the last column has a key that no column has. */
export type Cells = Record<string, string>;

interface Grammar {
  /** A whole record, without its line end. */
  record: RegExp;
  /** One cell and what ends it. */
  cell: RegExp;
  /** A record without content. */
  blank: RegExp;
}

/**
 * The fields and records of RFC 4180, section 2: a field is quoted, or free of quotes and line ends. csv-parser reads
 * anything else in its own way, so it gets only records that follow this grammar.
 */
function grammarOf(delimiter: Delimiter): Grammar {
  const sign = `\\x${delimiter.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const quoted = '"[^"]*(?:""[^"]*)*"';
  const plain = `[^"${sign}\\r\\n]*`;
  const field = `(?:${quoted}|${plain})`;
  return {
    record: new RegExp(`^${field}(?:${sign}${field})*$`),
    cell: new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|(${plain}))(?:${sign}|$)`, 'y'),
    blank: new RegExp(`^(?: *|" *")(?:${sign}(?: *|" *"))*$`),
  };
}

const GRAMMARS: Record<Delimiter, Grammar> = {
  ',': grammarOf(','),
  ';': grammarOf(';'),
  '\t': grammarOf('\t'),
  '|': grammarOf('|'),
};

/** Whether a record, without its line end, follows the grammar of RFC 4180. */
export const isWellFormed = (record: string, delimiter: Delimiter = ','): boolean =>
  GRAMMARS[delimiter].record.test(record);

/** Whether every cell of a record is empty or has only spaces. Spreadsheets write their empty rows like this. */
export const isBlank = (record: string, delimiter: Delimiter = ','): boolean =>
  GRAMMARS[delimiter].blank.test(record);

/** The cells of one record, up to `most` of them; undefined when it is not well-formed. */
export function cellsOf(record: string, delimiter: Delimiter, most = 1_000): string[] | undefined {
  const { cell } = GRAMMARS[delimiter];
  const cells: string[] = [];
  cell.lastIndex = 0;
  for (let end = 0; cells.length < most; ) {
    const found = cell.exec(record);
    if (!found) return undefined;
    cells.push(found[1]?.replaceAll('""', '"') ?? (found[2] as string));
    end += found[0].length;
    if (end === record.length && !found[0].endsWith(delimiter)) break;
    // A record that ends with a delimiter has one more cell, which is empty.
    if (end === record.length) {
      cells.push('');
      break;
    }
  }
  return cells;
}

/**
 * Cuts records into cells with csv-parser.
 *
 * @param records well-formed, none empty, each with its line end; csv-parser writes to this buffer.
 * @param count how many records these are.
 * @throws Error when csv-parser sees another number of records, which would shift every line number.
 */
export async function parseCells(
  records: Buffer,
  count: number,
  columns: readonly string[],
  delimiter: Delimiter = ',',
): Promise<Cells[]> {
  const parser = csv({ headers: columns, separator: delimiter });
  parser.end(records);
  const rows: Cells[] = [];
  for await (const row of parser) rows.push(row);
  if (rows.length !== count) throw new Error(`csv-parser found ${rows.length} records in ${count}`);
  return rows;
}
