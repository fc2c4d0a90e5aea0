import type { Delimiter, Format } from '../format.ts';
import { RECORD_LIMITS } from '../recordLimits.ts';
import { cellsOf, isBlank, isWellFormed } from '../records/cells.ts';
import { RecordEndFinder } from '../records/recordEndFinder.ts';
import { UnusableFileError } from '../unusableFile.ts';
import { withFirstBytes } from '../unwrap/firstBytes.ts';

/** Enough for byte order marks, a line `sep=;` and the header. */
const HEADER_BYTES = 64;
/**
 * Byte order marks, an optional line with the delimiter, and the header of {@link rejectLine}'s file, as a spreadsheet
 * may save it.
 */
const HEADER =
  /^(?:\xef\xbb\xbf)*(?:"?sep=.+\r?\n|"?sep=.+\r)?"?line"?([,;\t|])"?column"?\1"?reason"?\1"?record"?\1*(\r\n|\n|\r|$)/;
const RECORD = 3;

/** The layout of the original file, whose rejects came back. */
export interface OriginalForm {
  delimiter: Delimiter;
  /** The column of each cell of a row; undefined when it is ignored. */
  columns: (string | undefined)[];
}

/** A stream whose header was examined. */
interface DetectedRejects {
  bytes: AsyncIterable<Buffer>;
  /** Its format, if it is a file of rejects. */
  rejects: Format | undefined;
}

/** Finds out whether a file is one of rejects. */
export async function detectRejects(source: AsyncIterable<Buffer>): Promise<DetectedRejects> {
  const buffers = withFirstBytes(source, HEADER_BYTES + 1);
  const { value: first = Buffer.alloc(0) } = await buffers.next();
  // In Latin-1 every byte is a character. One byte more than HEADER_BYTES is read, so that `$` matches only at the end of
  // a file.
  const [header = '', delimiter, lineEnd] = HEADER.exec(first.toString('latin1', 0, HEADER_BYTES + 1)) ?? [];
  async function* whole(): AsyncGenerator<Buffer> {
    yield first;
    yield* buffers;
  }
  const rejects = delimiter &&
    header.length <= HEADER_BYTES && {
      delimiter: delimiter as Delimiter,
      ...(lineEnd === '\r' && { lineEnd: 'cr' as const }),
    };
  return { bytes: whole(), rejects: rejects || undefined };
}

/**
 * Turns a file of rejects back into rows of the original file: a header, then each record on the line on which its
 * reject stands. It streams. A reject that is not a row any more becomes one cell, which is rejected again.
 *
 * @throws UnusableFileError, while it streams, for a quote that is not closed.
 */
export async function* restoreRows(
  source: AsyncIterable<Buffer>,
  format: Format,
  original: OriginalForm,
): AsyncGenerator<Buffer> {
  const recordEnds = new RecordEndFinder(format);
  const header = headerOf(original);
  let isBeforeRows = true;
  let line = 1;
  let begun: Buffer = Buffer.alloc(0);
  const rowOf = (bytes: Buffer): string => {
    const text = bytes.toString('latin1');
    line = recordEnds.lines + 1;
    if (!isBeforeRows) return corrected(text, format, original);
    isBeforeRows = !HEADER.test(text);
    // The line with the delimiter becomes an empty line, so that later lines keep their numbers.
    return isBeforeRows ? '\n' : header;
  };
  for await (const buffer of source) {
    const rows: string[] = [];
    let from = 0;
    for (;;) {
      const end = recordEnds.next(buffer, from);
      if (end < 0) break;
      rows.push(rowOf(Buffer.concat([begun, buffer.subarray(from, end)])));
      begun = Buffer.alloc(0);
      from = end;
    }
    begun = Buffer.concat([begun, buffer.subarray(from)]);
    if (begun.length > RECORD_LIMITS.maxHeldBytes) throw openRecord(line);
    if (rows.length > 0) yield Buffer.from(rows.join(''), 'latin1');
  }
  if (recordEnds.quoted) throw openRecord(line);
  if (begun.length > 0) yield Buffer.from(rowOf(begun), 'latin1');
}

const openRecord = (line: number) =>
  new UnusableFileError(
    `Line ${line} of this file of rejected rows opens a double quote that is never closed. Close it, or write a quote inside a quoted field twice.`,
  );

/** An ignored column gets a name that no column has. */
const headerOf = ({ columns, delimiter }: OriginalForm): string =>
  `${columns.map((column) => column ?? '-').join(delimiter)}\n`;

/**
 * @param text bytes as Latin-1: the special characters of CSV are ASCII in every encoding that gets here
 * @returns the original row, with as many line ends as the reject has.
 */
function corrected(text: string, { delimiter = ',', lineEnd }: Format, original: OriginalForm): string {
  const row = text.replace(/\r?\n$|\r$/, '');
  const record = isBlank(row, delimiter) ? '' : (recordIn(row, delimiter, original.delimiter) ?? quoted(row));
  const missing = count(row, lineEnd === 'cr' ? '\r' : '\n') - count(record, '\n');
  return `${record}\n${'\n'.repeat(Math.max(missing, 0))}`;
}

/**
 * Undefined when there is no record, or when cells follow it. A malformed record is quoted, so that it stays one
 * record.
 */
function recordIn(row: string, delimiter: Delimiter, original: Delimiter): string | undefined {
  const cells = isWellFormed(row, delimiter) ? cellsOf(row, delimiter) : undefined;
  const record = cells?.[RECORD]?.replace(KEPT_FROM_RUNNING, '');
  if (record === undefined || cells?.slice(RECORD + 1).some((cell) => cell !== '')) return undefined;
  return isWellFormed(record, original) ? record : quoted(record);
}

/** The apostrophe that {@link rejectLine} adds; the full-width forms are three bytes each. */
const KEPT_FROM_RUNNING = /^'(?='*(?:[=+\-@\t\r]|\xef\xbc[\x9d\x8b\x8d\xa0]))/;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** The id of the import in the name of a downloaded file of rejects: `rejects-<importId>.csv`, perhaps `… (1).csv`. */
export const importNamedIn = (fileName: string): string | undefined =>
  /rejects-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(fileName)?.[1];
