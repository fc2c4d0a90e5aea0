import csv from 'csv-parser';

/** The cells of a record by column; a cell beyond the last column is under a name that no column has. */
export type Cells = Record<string, string>;

/**
 * The fields and records of RFC 4180, section 2: quoted, or free of quotes and line ends. csv-parser reads anything
 * else in its own way, so only what follows the grammar is given to it.
 */
const WELL_FORMED = /^(?:"[^"]*(?:""[^"]*)*"|[^",\r\n]*)(?:,(?:"[^"]*(?:""[^"]*)*"|[^",\r\n]*))*$/;

/** Whether a record, without its line end, follows the grammar of RFC 4180. */
export const isWellFormed = (record: string): boolean => WELL_FORMED.test(record);

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
): Promise<Cells[]> {
  const parser = csv({ headers: columns });
  parser.end(records);
  const rows: Cells[] = [];
  for await (const row of parser) rows.push(row);
  if (rows.length !== count) throw new Error(`csv-parser found ${rows.length} records in ${count}`);
  return rows;
}
