import { cellsOf, isBlank, isWellFormed } from './cells.ts';
import type { Delimiter, Format } from './format.ts';
import { RECORD_LIMITS } from './limits.ts';
import { RecordScanner } from './recordScanner.ts';
import { UnusableFileError } from './unusableFile.ts';
import { withWholeHead } from './wholeHead.ts';

/** More than byte order marks, a line `sep=;` and the header take. */
const HEAD_BYTES = 64;
/** Byte order marks; perhaps a line that says the delimiter; the header of {@link rejectLine}'s file, as a spreadsheet may save it. */
const HEAD =
  /^(?:\xef\xbb\xbf)*(?:"?sep=.+\r?\n|"?sep=.+\r)?"?line"?([,;\t|])"?column"?\1"?reason"?\1"?record"?\1*(\r\n|\n|\r|$)/;
const RECORD = 3;

/** How the columns of a file stand whose rejects came back. */
export interface OriginalForm {
  delimiter: Delimiter;
  /** Of each cell of a row; undefined when it is ignored. */
  columns: (string | undefined)[];
}

/** A stream whose header was looked at. */
interface LookedAt {
  bytes: AsyncIterable<Buffer>;
  /** How it is cut, if it is a file of rejects. */
  rejects: Format | undefined;
}

/** Looks whether a file is one of rejects. */
export async function lookForRejects(source: AsyncIterable<Buffer>): Promise<LookedAt> {
  const buffers = withWholeHead(source, HEAD_BYTES + 1);
  const { value: first = Buffer.alloc(0) } = await buffers.next();
  // As Latin-1 every byte is a character. One more than may be looked at: only the end of a file looks like one.
  const [header = '', delimiter, lineEnd] = HEAD.exec(first.toString('latin1', 0, HEAD_BYTES + 1)) ?? [];
  async function* whole(): AsyncGenerator<Buffer> {
    yield first;
    yield* buffers;
  }
  const rejects = delimiter &&
    header.length <= HEAD_BYTES && {
      delimiter: delimiter as Delimiter,
      ...(lineEnd === '\r' && { lineEnd: 'cr' as const }),
    };
  return { bytes: whole(), rejects: rejects || undefined };
}

/**
 * The rows of a file of rejects as their file had them: each record on the line on which its reject stands, behind a
 * header. It streams. What is not a row any more stays as one cell, which is rejected.
 *
 * @throws UnusableFileError, while it streams, for a quote that is not closed.
 */
export async function* correctedRows(
  source: AsyncIterable<Buffer>,
  format: Format,
  original: OriginalForm,
): AsyncGenerator<Buffer> {
  const scanner = new RecordScanner(format);
  const header = headerOf(original);
  let isHead = true;
  let line = 1;
  let begun: Buffer = Buffer.alloc(0);
  const rowOf = (bytes: Buffer): string => {
    const text = bytes.toString('latin1');
    line = scanner.lines + 1;
    if (!isHead) return corrected(text, format, original);
    isHead = !HEAD.test(text);
    // A line that says the delimiter stays a line.
    return isHead ? '\n' : header;
  };
  for await (const buffer of source) {
    const rows: string[] = [];
    let from = 0;
    for (;;) {
      const end = scanner.next(buffer, from);
      if (end < 0) break;
      rows.push(rowOf(Buffer.concat([begun, buffer.subarray(from, end)])));
      begun = Buffer.alloc(0);
      from = end;
    }
    begun = Buffer.concat([begun, buffer.subarray(from)]);
    if (begun.length > RECORD_LIMITS.maxHeldBytes) throw openRecord(line);
    if (rows.length > 0) yield Buffer.from(rows.join(''), 'latin1');
  }
  if (scanner.quoted) throw openRecord(line);
  if (begun.length > 0) yield Buffer.from(rowOf(begun), 'latin1');
}

const openRecord = (line: number) =>
  new UnusableFileError(
    `Line ${line} of this file of rejected rows opens a double quote that is never closed. Close it, or write a quote inside a quoted field twice.`,
  );

/** Columns that are ignored have a name that no column has. */
const headerOf = ({ columns, delimiter }: OriginalForm): string =>
  `${columns.map((column) => column ?? '-').join(delimiter)}\n`;

/**
 * @param text bytes as Latin-1: the marks of CSV are ASCII in every encoding that comes here
 * @returns the original row, with as many line ends as the reject has.
 */
function corrected(text: string, { delimiter = ',', lineEnd }: Format, original: OriginalForm): string {
  const row = text.replace(/\r?\n$|\r$/, '');
  const record = isBlank(row, delimiter) ? '' : (recordIn(row, delimiter, original.delimiter) ?? quoted(row));
  const missing = count(row, lineEnd === 'cr' ? '\r' : '\n') - count(record, '\n');
  return `${record}\n${'\n'.repeat(Math.max(missing, 0))}`;
}

/** Undefined when there is none, or it would be cut elsewhere than it ends. */
function recordIn(row: string, delimiter: Delimiter, original: Delimiter): string | undefined {
  const cells = isWellFormed(row, delimiter) ? cellsOf(row, delimiter) : undefined;
  const record = cells?.[RECORD]?.replace(KEPT_FROM_RUNNING, '');
  if (record === undefined || cells?.slice(RECORD + 1).some((cell) => cell !== '')) return undefined;
  return isWellFormed(record, original) ? record : quoted(record);
}

/** The apostrophe of {@link rejectLine}; the full-width forms are three bytes each. */
const KEPT_FROM_RUNNING = /^'(?='*(?:[=+\-@\t\r]|\xef\xbc[\x9d\x8b\x8d\xa0]))/;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** The import that a file of rejects names, as it was downloaded: `rejects-<importId>.csv`, perhaps `… (1).csv`. */
export const importNamedIn = (fileName: string): string | undefined =>
  /rejects-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(fileName)?.[1];
