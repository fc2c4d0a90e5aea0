import { isUtf8 } from 'node:buffer';
import { firstInvalid, hex } from '../bytes.ts';
import type { Delimiter, Format } from '../format.ts';
import { MAX_RECORD_BYTES } from '../recordLimits.ts';
import { type Cells, cellsOf, isBlank, isWellFormed, parseCells } from './cells.ts';
import { type RecordSpan, splitRecords } from './splitRecords.ts';
import { decode1252, UNDEFINED_1252 } from './windows1252.ts';

/** A record with its cells, or with the fault in its form. */
export interface ParsedRecord extends RecordSpan {
  cells?: Cells;
  fault?: Fault;
}

export interface Fault {
  /** The column at fault; empty when the record as a whole is. */
  column: string;
  reason: string;
}

/** csv-parser gets this many bytes at a time: enough that its set-up costs little, and few compared with a chunk. */
const BLOCK_BYTES = 64 * 1024;
const QUOTE = 0x22;
const SPACE = 0x20;
const CR = 0x0d;
const LF = 0x0a;
const LINE_FEED = Buffer.from('\n');

/**
 * The bytes of a chunk as UTF-8. A byte that Windows-1252 does not define becomes the control character of its number.
 */
export const chunkAsUtf8 = (bytes: Buffer, { encoding }: Format): Buffer =>
  encoding === 'windows-1252' ? Buffer.from(decode1252(bytes)) : bytes;

/**
 * The records of a chunk with their cells, in blocks and in order. A record whose cells are all empty is left out.
 *
 * @param chunk from {@link chunkAsUtf8}; it begins at the start of a record, on line `firstLine`, and is not changed.
 */
export async function* parseRecords(
  chunk: Buffer,
  firstLine: number,
  columns: readonly string[],
  format: Format = {},
): AsyncGenerator<ParsedRecord[]> {
  const reader = new BlockReader(chunk, columns, format);
  let block: RecordSpan[] = [];
  let blockStart = 0;
  for (const record of splitRecords(chunk, firstLine, format)) {
    block.push(record);
    if (record.end - blockStart < BLOCK_BYTES) continue;
    yield await reader.parse(block);
    block = [];
    blockStart = record.end;
  }
  if (block.length > 0) yield await reader.parse(block);
}

/** The original text of a record. */
export const recordText = (chunk: Buffer, { start, end }: RecordSpan): string =>
  chunk.toString('utf8', start, end);

class BlockReader {
  readonly #chunk: Buffer;
  readonly #columns: readonly string[];
  readonly #ignored: readonly string[];
  readonly #delimiter: Delimiter;
  readonly #format: Format;
  /** Some record has bytes that are not characters in the file's encoding. */
  readonly #isDamaged: boolean;

  constructor(chunk: Buffer, columns: readonly string[], format: Format) {
    this.#chunk = chunk;
    this.#columns = columns;
    this.#ignored = columns.filter((column) => column.startsWith('-'));
    this.#delimiter = format.delimiter ?? ',';
    this.#format = format;
    this.#isDamaged =
      format.encoding === 'windows-1252' ? UNDEFINED_1252.test(chunk.toString()) : !isUtf8(chunk);
  }

  async parse(block: RecordSpan[]): Promise<ParsedRecord[]> {
    const chunk = this.#chunk;
    const faults = new Map<RecordSpan, Fault>();
    const records = block.filter((record) => !this.#isBlank(record));
    for (const record of records) {
      const fault = this.#faultOf(record);
      if (fault) faults.set(record, fault);
    }
    const good = faults.size === 0 ? records : records.filter((record) => !faults.has(record));
    // A copy, because csv-parser removes the quotes in place.
    const copy = Buffer.concat(good.flatMap(({ start, end }) => [chunk.subarray(start, end), LINE_FEED]));
    const cells = (await parseCells(copy, good.length, this.#columns, this.#delimiter)).values();
    return records.map((record) => {
      const fault = faults.get(record);
      return fault ? { ...record, fault } : { ...record, ...this.#fitted(cells.next().value as Cells) };
    });
  }

  #isBlank(record: RecordSpan): boolean {
    const first = this.#chunk[record.start];
    if (first !== this.#delimiter.charCodeAt(0) && first !== QUOTE && first !== SPACE) return false;
    return isBlank(recordText(this.#chunk, record), this.#delimiter);
  }

  #faultOf(record: RecordSpan): Fault | undefined {
    const bytes = record.end - record.start;
    if (bytes > MAX_RECORD_BYTES) return tooLong(this.#chunk, record);
    if (this.#isDamaged) {
      const fault = this.#damage(record);
      if (fault) return fault;
    }
    if (isPlain(this.#chunk, record) || isWellFormed(recordText(this.#chunk, record), this.#delimiter))
      return undefined;
    return { column: '', reason: 'a double quote or a line end is not where RFC 4180 allows one' };
  }

  /** The first bytes of a record that are not a character, and their column. */
  #damage(record: RecordSpan): Fault | undefined {
    const { column, seen, name } =
      this.#format.encoding === 'windows-1252' ? this.#undefined1252(record) : this.#invalidUtf8(record);
    if (seen === undefined) return undefined;
    return {
      column,
      reason: `has bytes that are not ${name}: ${seen}. Save the file as "CSV UTF-8", or name its encoding`,
    };
  }

  #invalidUtf8(record: RecordSpan) {
    const bytes = this.#chunk.subarray(record.start, record.end);
    const at = firstInvalid(bytes);
    const before = bytes.toString('utf8', 0, Math.max(at, 0));
    return {
      name: 'UTF-8',
      seen: at < 0 ? undefined : hex(bytes.subarray(at)),
      column: at < 0 ? '' : this.#columnAt(`${before}\ufffd`),
    };
  }

  #undefined1252(record: RecordSpan) {
    const text = recordText(this.#chunk, record);
    const at = text.search(UNDEFINED_1252);
    return {
      name: 'Windows-1252',
      seen: at < 0 ? undefined : hex(Buffer.from(text[at] as string, 'latin1')),
      column: at < 0 ? '' : this.#columnAt(text.slice(0, at + 1)),
    };
  }

  /** The column in which the given beginning of a record ends. */
  #columnAt(beginning: string): string {
    const cells = cellsOf(beginning, this.#delimiter) ?? cellsOf(`${beginning}"`, this.#delimiter) ?? [];
    const column = this.#columns[cells.length - 1] ?? '';
    return column.startsWith('-') ? '' : column;
  }

  /** Makes a row as wide as the header. Empty cells beyond it are dropped: spreadsheets add them. */
  #fitted(row: Cells): Pick<ParsedRecord, 'cells' | 'fault'> {
    const names = Object.keys(row);
    const width = this.#columns.length;
    if (names.length === width) return { cells: this.#known(row) };
    const more = names.slice(width);
    if (names.length > width && more.every((name) => row[name] === '')) {
      return { cells: this.#known(Object.fromEntries(Object.entries(row).slice(0, width))) };
    }
    const count = names.length;
    return {
      fault: { column: '', reason: `has ${count} cell${count === 1 ? '' : 's'}, the header ${width}` },
    };
  }

  #known(row: Cells): Cells {
    for (const column of this.#ignored) delete row[column];
    return row;
  }
}

function tooLong(chunk: Buffer, { start, end, line }: RecordSpan): Fault {
  let lines = 0;
  for (let at = start; at < end; at++) if (chunk[at] === LF) lines++;
  return { column: '', reason: tooLongReason(line, line + lines) };
}

export const tooLongReason = (line: number, lastLine?: number): string =>
  `is longer than ${MAX_RECORD_BYTES} bytes${lastLine !== undefined && lastLine > line ? `: it ends on line ${lastLine}. Is a double quote not closed?` : ''}`;

/** A record without quotes and line ends cannot be malformed. */
function isPlain(chunk: Buffer, { start, end }: RecordSpan): boolean {
  for (let at = start; at < end; at++) {
    const byte = chunk[at];
    if (byte === QUOTE || byte === CR || byte === LF) return false;
  }
  return true;
}
