import type { Decimal } from './amounts.ts';
import type { UnderstoodColumn } from './columns.ts';
import { EncodingTally } from './encodingTally.ts';
import type { Encoding, Format } from './format.ts';
import { guessDecimal, SAMPLE_BYTES } from './guessDecimal.ts';
import { type Head, HeadReader, openQuote, type ReadingRules } from './head.ts';
import { LastRecord } from './lastRecord.ts';
import { RecordScanner } from './recordScanner.ts';
import { UnusableFileError } from './unusableFile.ts';

/** A part of a file that begins and ends between records. */
interface Chunk {
  /** From 0. */
  index: number;
  /** Byte offsets in the file, `end` excluded. */
  start: number;
  end: number;
  /** Physical line on which it begins; the first line of the file is 1. */
  firstLine: number;
  /** It is one record, which is too long to be read. */
  tooLong?: true;
  /** It begins with rows of the order with whose rows the chunk before it ends. */
  continues?: true;
}

export interface Plan {
  columns: string[];
  /** How the header was understood, name by name. */
  understood: UnderstoodColumn[];
  format: Format;
  /** The encoding was told by the bytes alone. */
  guessedEncoding: boolean;
  /** The decimal mark that all prices at the beginning have, unless the caller says one. */
  guessedDecimal?: Decimal;
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
  maxHeaderBytes: number;
  /** A record that is longer than this is a chunk of its own. */
  maxHeldBytes: number;
}

const CR = 0x0d;
const LF = 0x0a;

/** Behind the place where a chunk should end, rows of the same order are kept with it up to here. */
const MAX_RUN_RECORDS = 1_000;
const MAX_RUN_BYTES = 1024 * 1024;

/** A chunk that should have ended, but for what may follow of its last order. */
interface Due {
  id: string;
  /** Where it ends, if no more follows, and the line behind. */
  end: number;
  line: number;
  /** Where it should have ended, and records since. */
  since: number;
  records: number;
}

/**
 * Plans how a CSV file is cut into chunks, in one pass over its bytes. Memory does not grow with the file, but for the
 * list of chunks. The same bytes give the same plan, however they are buffered.
 *
 * @throws UnusableFileError when the file cannot be imported; one that has several faults is told one of them.
 */
export async function planFile(
  source: AsyncIterable<Buffer>,
  limits: Limits,
  rules: ReadingRules = {},
): Promise<Plan> {
  const reader = new HeadReader(rules, limits.maxHeaderBytes);
  let planner: Planner | undefined;
  for await (const buffer of source) {
    if (planner) {
      planner.push(buffer);
      continue;
    }
    const head = reader.push(buffer);
    if (!head) continue;
    planner = new Planner(head, limits, rules.encoding);
    planner.push(reader.rest);
  }
  return (planner ?? new Planner(reader.end(), limits, rules.encoding)).end();
}

class Planner {
  readonly #head: Head;
  readonly #limits: Limits;
  readonly #asked: Encoding | undefined;
  readonly #scanner: RecordScanner;
  readonly #tally: EncodingTally | undefined;
  /** Bytes of the file before the present buffer, and the last of them. */
  #offset: number;
  #lastByte = 0;
  #recordStart: number;
  #recordLine: number;
  #chunkStart: number;
  #chunkLine: number;
  #chunkRecords = 0;
  readonly #chunks: Chunk[] = [];
  #due: Due | undefined;
  #mustContinue = false;
  readonly #last: LastRecord;
  #sample: Buffer[] = [];
  #sampleBytes = 0;

  constructor(head: Head, limits: Limits, asked: Encoding | undefined) {
    const { delimiter, lineEnd } = head;
    this.#head = head;
    this.#limits = limits;
    this.#asked = asked;
    this.#scanner = new RecordScanner(physical({ delimiter, lineEnd }));
    this.#scanner.lines = head.lines;
    const isKnown = head.marked || asked !== undefined;
    this.#tally = isKnown ? undefined : new EncodingTally(lineEnd === 'cr' ? CR : LF);
    this.#offset = this.#recordStart = this.#chunkStart = head.bytes;
    this.#recordLine = this.#chunkLine = head.lines + 1;
    this.#last = new LastRecord(delimiter, head.columns.indexOf('orderId'));
  }

  push(buffer: Buffer): void {
    this.#tally?.push(buffer, this.#scanner.lines + 1);
    this.#keepSample(buffer);
    this.#last.beginBuffer(buffer, this.#offset);
    let from = 0;
    for (;;) {
      if (this.#recordStart === this.#offset + from) from = this.#skipEmptyLines(buffer, from);
      const end = this.#scanner.next(buffer, from);
      if (end < 0) break;
      this.#endRecord(this.#offset + end, this.#isEmptyLine(buffer, end));
      this.#beginRecord(this.#offset + end);
      from = end;
    }
    this.#last.endBuffer(from, this.#recordStart);
    this.#lastByte = buffer.at(-1) ?? this.#lastByte;
    this.#offset += buffer.length;
  }

  end(): Plan {
    if (this.#scanner.quoted) throw openQuote(this.#recordLine);
    this.#last.beginBuffer(Buffer.alloc(0), this.#offset);
    if (this.#offset > this.#recordStart) this.#endRecord(this.#offset, false);
    this.#cut(this.#offset, this.#scanner.lines + 1);
    const { columns, understood, delimiter, lineEnd, bytes } = this.#head;
    const encoding = this.#encoding();
    const format = physical({ delimiter, lineEnd });
    const decimal = guessDecimal(Buffer.concat(this.#sample), columns, format);
    return {
      columns,
      understood,
      format: { ...format, ...(encoding === 'windows-1252' && { encoding }) },
      ...(decimal && { guessedDecimal: decimal }),
      guessedEncoding: this.#asked === undefined && encoding === 'windows-1252',
      headerBytes: bytes,
      chunks: this.#chunks,
    };
  }

  #encoding(): 'utf-8' | 'windows-1252' {
    if (this.#asked === 'windows-1252') return 'windows-1252';
    const told = this.#tally?.end(this.#scanner.lines + 1) ?? 'utf-8';
    if (told === 'windows-1252' || this.#head.isUtf8) return told;
    // The header alone has bytes beyond ASCII, or the rows are UTF-8 and it is not.
    if (this.#tally?.isUndecided) return 'windows-1252';
    throw new UnusableFileError(
      `The header, on line ${this.#head.lines}, is not UTF-8, as the rows are. Save the file as "CSV UTF-8", or name its encoding: "encoding": "windows-1252".`,
    );
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
      at = this.#scanner.skipEmptyLines(
        buffer,
        at,
        this.#chunkStart + this.#limits.chunkBytes - this.#offset,
      );
      if (at > passed) {
        this.#beginRecord(this.#offset + at);
        this.#endRecord(this.#offset + at, true);
      }
    }
    return at;
  }

  #isEmptyLine(buffer: Buffer, end: number): boolean {
    const length = this.#offset + end - this.#recordStart;
    const beforeLineEnd = end < 2 ? this.#lastByte : buffer[end - 2];
    return length === 1 || (length === 2 && beforeLineEnd === CR);
  }

  #endRecord(end: number, isEmpty: boolean): void {
    const { chunkBytes, chunkRecords, maxHeldBytes } = this.#limits;
    const isTooLong = end - this.#recordStart > maxHeldBytes;
    if (this.#due && this.#continues(this.#due, end, isEmpty || isTooLong)) return;
    if (isTooLong) {
      this.#cut(this.#recordStart, this.#recordLine);
      this.#cut(end, this.#scanner.lines + 1, { tooLong: true });
      this.#last.forget();
      return;
    }
    if (!isEmpty) {
      this.#chunkRecords++;
      this.#last.remember(this.#recordStart, end);
    }
    if (end - this.#chunkStart < chunkBytes && this.#chunkRecords < chunkRecords) return;
    const id = this.#last.orderId();
    if (id === undefined) this.#cut(end, this.#scanner.lines + 1);
    else this.#due = { id, end, line: this.#scanner.lines + 1, since: end, records: 0 };
  }

  /** Keeps a record in the chunk that is due, when it is of the same order; else cuts the chunk before it. */
  #continues(due: Due, end: number, saysNothing: boolean): boolean {
    const before = this.#recordStart;
    const id = saysNothing || !this.#last.remember(this.#recordStart, end) ? due.id : this.#last.orderId();
    const isFull = end - due.since > MAX_RUN_BYTES || due.records >= MAX_RUN_RECORDS;
    if (id === due.id && !isFull && end - before <= this.#limits.maxHeldBytes) {
      due.end = end;
      due.line = this.#scanner.lines + 1;
      due.records++;
      return true;
    }
    this.#cut(due.end, due.line);
    this.#mustContinue = id === due.id;
    return false;
  }

  #keepSample(buffer: Buffer): void {
    const part = buffer.subarray(0, SAMPLE_BYTES - this.#sampleBytes);
    if (part.length > 0) this.#sample.push(Buffer.from(part));
    this.#sampleBytes += part.length;
  }

  /** @param nextLine of what comes behind `end` */
  #cut(end: number, nextLine: number, more: Pick<Chunk, 'tooLong'> = {}): void {
    const [index, start, firstLine] = [this.#chunks.length, this.#chunkStart, this.#chunkLine];
    if (end > start) {
      this.#chunks.push({
        index,
        start,
        end,
        firstLine,
        ...more,
        ...(this.#mustContinue && { continues: true }),
      });
      this.#mustContinue = false;
    }
    this.#due = undefined;
    this.#chunkStart = end;
    this.#chunkLine = nextLine;
    this.#chunkRecords = 0;
  }
}

const physical = ({ delimiter, lineEnd }: Pick<Head, 'delimiter' | 'lineEnd'>): Format => ({
  ...(delimiter !== ',' && { delimiter }),
  ...(lineEnd === 'cr' && { lineEnd }),
});
