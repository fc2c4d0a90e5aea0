import { byteOrderMark } from './byteOrderMark.ts';
import { readHeader } from './header.ts';
import { RecordScanner } from './recordScanner.ts';
import { withoutLineEnd } from './records.ts';
import { UnusableFileError } from './unusableFile.ts';
import { Utf8Check } from './utf8.ts';

/** A part of a file that begins and ends between records. */
interface Chunk {
  /** From 0. */
  index: number;
  /** Byte offsets in the file, `end` excluded. */
  start: number;
  end: number;
  /** Physical line on which it begins; the first line of the file is 1. */
  firstLine: number;
}

export interface Plan {
  columns: string[];
  /** Bytes before the first chunk: byte order mark, empty lines, header. */
  headerBytes: number;
  /** They cover everything behind the header without gaps; none when the header is all there is. */
  chunks: Chunk[];
}

export interface Limits {
  /** A chunk ends with the record that reaches this size, */
  chunkBytes: number;
  /** or this number of records, empty lines not counted: what a chunk takes in memory and time goes by its rows. */
  chunkRecords: number;
  maxRecordBytes: number;
}

const CR = 0x0d;

/** What one order row can reasonably take: its longest note is 500 characters. */
export const MAX_RECORD_BYTES = 64 * 1024;

/**
 * Plans how a CSV file is cut into chunks, in one pass over its bytes. Memory does not grow with the file, but for the
 * list of chunks. The same bytes give the same plan, however they are buffered.
 *
 * @throws UnusableFileError when the file cannot be imported; one that has several faults is told one of them.
 */
export async function planFile(source: AsyncIterable<Buffer>, limits: Limits): Promise<Plan> {
  const planner = new Planner(limits);
  for await (const buffer of withWholeHead(source)) await planner.push(buffer);
  return planner.end();
}

class Planner {
  readonly #limits: Limits;
  readonly #scanner = new RecordScanner();
  readonly #utf8 = new Utf8Check();
  /** Bytes of the file before the present buffer, and the last of them. */
  #offset = 0;
  #last = 0;
  #recordStart = 0;
  #recordLine = 1;
  #chunkStart = 0;
  #chunkLine = 1;
  #chunkRecords = 0;
  /** The bytes of the record that may be the header, until it is found. */
  #head: Buffer[] = [];
  #columns: string[] | undefined;
  #headerBytes = 0;
  readonly #chunks: Chunk[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  async push(buffer: Buffer): Promise<void> {
    let from = 0;
    if (this.#offset === 0) this.#recordStart = from = byteOrderMark(buffer);
    const invalid = this.#utf8.push(buffer);
    if (invalid !== undefined) throw notUtf8(this.#scanner.lines + 1 + invalid);
    for (;;) {
      if (this.#recordStart === this.#offset + from) from = this.#skipEmptyLines(buffer, from);
      const end = this.#scanner.next(buffer, from);
      if (end < 0) break;
      this.#checkLength(this.#offset + end);
      // Awaited once a file, not once a record.
      if (!this.#columns) await this.#readHead(buffer.subarray(from, end), this.#offset + end);
      else this.#endRecord(this.#offset + end, this.#isEmptyLine(buffer, end));
      this.#beginRecord(this.#offset + end);
      from = end;
    }
    if (!this.#columns && from < buffer.length) this.#head.push(buffer.subarray(from));
    this.#last = buffer.at(-1) ?? this.#last;
    this.#offset += buffer.length;
    this.#checkLength(this.#offset);
  }

  async end(): Promise<Plan> {
    if (!this.#utf8.end()) throw notUtf8(this.#scanner.lines + 1);
    if (this.#scanner.quoted) {
      throw new UnusableFileError(
        `Line ${this.#recordLine} opens a double quote that is never closed. Close it, or write a quote inside a quoted field twice.`,
      );
    }
    if (!this.#columns) await this.#readHead(Buffer.alloc(0), this.#offset);
    if (!this.#columns) throw new UnusableFileError('The file is empty: it has no header.');
    this.#cut(this.#offset);
    return { columns: this.#columns, headerBytes: this.#headerBytes, chunks: this.#chunks };
  }

  /** Reads the header from the first record that is not empty. */
  async #readHead(last: Buffer, end: number): Promise<void> {
    const record = Buffer.concat([...this.#head, last]);
    this.#head = [];
    const length = withoutLineEnd(record, 0, record.length);
    if (length === 0) return;
    this.#columns = await readHeader(record.subarray(0, length), this.#recordLine);
    this.#headerBytes = end;
    this.#chunkStart = end;
    this.#chunkLine = this.#scanner.lines + 1;
  }

  #beginRecord(start: number): void {
    this.#recordStart = start;
    this.#recordLine = this.#scanner.lines + 1;
  }

  /** Passes empty lines, but not the size at which a chunk ends. */
  #skipEmptyLines(buffer: Buffer, from: number): number {
    let at = from;
    for (let passed = -1; passed !== at; ) {
      passed = at;
      const upTo = this.#columns ? this.#chunkStart + this.#limits.chunkBytes - this.#offset : buffer.length;
      at = this.#scanner.skipEmptyLines(buffer, at, upTo);
      if (this.#columns && at > passed) this.#endRecord(this.#offset + at, true);
    }
    if (at > from) this.#beginRecord(this.#offset + at);
    return at;
  }

  #isEmptyLine(buffer: Buffer, end: number): boolean {
    const length = this.#offset + end - this.#recordStart;
    const beforeLineEnd = end < 2 ? this.#last : buffer[end - 2];
    return length === 1 || (length === 2 && beforeLineEnd === CR);
  }

  #endRecord(end: number, isEmpty: boolean): void {
    const { chunkBytes, chunkRecords } = this.#limits;
    if (!isEmpty) this.#chunkRecords++;
    if (end - this.#chunkStart >= chunkBytes || this.#chunkRecords >= chunkRecords) this.#cut(end);
  }

  #cut(end: number): void {
    const [index, start] = [this.#chunks.length, this.#chunkStart];
    if (end > start) this.#chunks.push({ index, start, end, firstLine: this.#chunkLine });
    this.#chunkStart = end;
    this.#chunkLine = this.#scanner.lines + 1;
    this.#chunkRecords = 0;
  }

  #checkLength(end: number): void {
    const { maxRecordBytes } = this.#limits;
    if (end - this.#recordStart <= maxRecordBytes) return;
    throw new UnusableFileError(
      `The record that starts on line ${this.#recordLine} is longer than ${maxRecordBytes} bytes. Is a double quote not closed, or do lines not end with LF or CRLF?`,
    );
  }
}

const notUtf8 = (line: number) =>
  new UnusableFileError(`Line ${line} is not UTF-8. Save the file as "CSV UTF-8" and send it again.`);

/** The same bytes, the first buffer long enough for a byte order mark unless the file is shorter. */
async function* withWholeHead(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const buffer of source) {
    if (!head) yield buffer;
    else if (head.length + buffer.length < 3) head = Buffer.concat([head, buffer]);
    else {
      yield Buffer.concat([head, buffer]);
      head = undefined;
    }
  }
  if (head && head.length > 0) yield head;
}
