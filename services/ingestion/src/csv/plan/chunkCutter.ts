import type { Encoding, Format } from '../format.ts';
import { openQuote, type Preamble } from '../preamble/preambleReader.ts';
import { RecordEndFinder } from '../records/recordEndFinder.ts';
import { UnusableFileError } from '../unusableFile.ts';
import type { Decimal } from '../values/amounts.ts';
import { EncodingTally } from './encodingTally.ts';
import { guessDecimal, SAMPLE_BYTES } from './guessDecimal.ts';
import { LastRecord } from './lastRecord.ts';
import type { Chunk, PlanLimits, PlanPart, PlanState } from './plan.ts';

const CR = 0x0d;
const LF = 0x0a;

/** To keep the rows of one order together, a chunk may exceed its limits by this much. */
const MAX_RUN_RECORDS = 1_000;
const MAX_RUN_BYTES = 1024 * 1024;

/** A chunk that has reached its limits, but may continue with rows of its last order. */
interface Due {
  /** Its last order. */
  order: string;
  /** Where it ends if no more of that order follows, and the line after it. */
  end: number;
  line: number;
  /** Where it should have ended, and how many records came since. */
  since: number;
  records: number;
}

/** Cuts a file, or the rest of it after `from`, into chunks. */
export class ChunkCutter {
  readonly #preamble: Preamble;
  readonly #limits: PlanLimits;
  readonly #asked: Encoding | undefined;
  readonly #recordEnds: RecordEndFinder;
  readonly #tally: EncodingTally | undefined;
  /** How many bytes of the file came before the current buffer, and the last of them. */
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
  /** The order with whose rows the previous chunk ends. */
  #order: string | undefined;
  readonly #from: PlanState | undefined;
  #sample: Buffer[] = [];
  #sampleBytes = 0;

  constructor(preamble: Preamble, limits: PlanLimits, asked: Encoding | undefined, from?: PlanState) {
    const { delimiter, lineEnd } = preamble;
    this.#preamble = preamble;
    this.#limits = limits;
    this.#asked = asked;
    this.#recordEnds = new RecordEndFinder(physical({ delimiter, lineEnd }));
    this.#recordEnds.lines = from ? from.firstLine - 1 : preamble.lines;
    const isKnown = preamble.marked || asked !== undefined;
    this.#tally = isKnown ? undefined : new EncodingTally(lineEnd === 'cr' ? CR : LF, from?.tally);
    this.#offset = this.#recordStart = this.#chunkStart = from?.start ?? preamble.bytes;
    this.#recordLine = this.#chunkLine = this.#recordEnds.lines + 1;
    this.#last = new LastRecord(delimiter, preamble.columns.indexOf('orderId'), from?.order);
    this.#order = from?.order;
    this.#mustContinue = from?.continues === true;
    this.#from = from;
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  push(buffer: Buffer): void {
    this.#tallyUp(buffer);
    this.#keepSample(buffer);
    this.#last.beginBuffer(buffer, this.#offset);
    let from = 0;
    for (;;) {
      if (this.#recordStart === this.#offset + from) from = this.#skipEmptyLines(buffer, from);
      const end = this.#recordEnds.next(buffer, from);
      if (end < 0) break;
      this.#endRecord(this.#offset + end, this.#isEmptyLine(buffer, end));
      this.#beginRecord(this.#offset + end);
      from = end;
    }
    this.#last.endBuffer(from, this.#recordStart);
    this.#lastByte = buffer.at(-1) ?? this.#lastByte;
    this.#offset += buffer.length;
  }

  /** Ends the part with its last chunk; the next part reads the bytes after that again. */
  stop(): PlanPart {
    if (this.#chunks.length === 0) {
      throw new UnusableFileError(
        `What begins on line ${this.#chunkLine} does not end within ${this.#offset - this.#chunkStart} bytes. Is a double quote not closed?`,
      );
    }
    const decimal = this.#decimal(this.#chunkStart);
    const next: PlanState = {
      head: this.#preamble,
      chunks: this.#nextIndex,
      start: this.#chunkStart,
      firstLine: this.#chunkLine,
      ...(this.#mustContinue && { continues: true }),
      ...(this.#order !== undefined && { order: this.#order }),
      tallied: this.#offset,
      ...(this.#tally && { tally: this.#tally.state() }),
      ...(decimal && { decimal }),
    };
    return { chunks: this.#chunks, next };
  }

  end(): PlanPart {
    if (this.#recordEnds.quoted) throw openQuote(this.#recordLine);
    this.#last.beginBuffer(Buffer.alloc(0), this.#offset);
    if (this.#offset > this.#recordStart) this.#endRecord(this.#offset, false);
    this.#cut(this.#offset, this.#recordEnds.lines + 1);
    const { columns, understood, delimiter, lineEnd, bytes } = this.#preamble;
    const encoding = this.#encoding();
    const decimal = this.#decimal(this.#offset);
    const plan = {
      columns,
      understood,
      format: { ...physical({ delimiter, lineEnd }), ...(encoding === 'windows-1252' && { encoding }) },
      ...(decimal && { guessedDecimal: decimal }),
      guessedEncoding: this.#asked === undefined && encoding === 'windows-1252',
      headerBytes: bytes,
    };
    return { chunks: this.#chunks, plan };
  }

  get #nextIndex(): number {
    return (this.#from?.chunks ?? 0) + this.#chunks.length;
  }

  /** @param end the sample is used up to here: the end of a record */
  #decimal(end: number): Decimal | undefined {
    if (this.#from) return this.#from.decimal;
    const { columns, delimiter, lineEnd, bytes } = this.#preamble;
    const sample = Buffer.concat(this.#sample).subarray(0, end - bytes);
    return guessDecimal(sample, columns, physical({ delimiter, lineEnd }));
  }

  #tallyUp(buffer: Buffer): void {
    const from = Math.max(0, (this.#from?.tallied ?? 0) - this.#offset);
    if (from < buffer.length) this.#tally?.push(buffer, this.#recordEnds.lines + 1, from);
  }

  #encoding(): 'utf-8' | 'windows-1252' {
    if (this.#asked === 'windows-1252') return 'windows-1252';
    const told = this.#tally?.end(this.#recordEnds.lines + 1) ?? 'utf-8';
    if (told === 'windows-1252' || this.#preamble.isUtf8) return told;
    // Either only the header has bytes beyond ASCII, or the rows are UTF-8 and the header is not.
    if (this.#tally?.isUndecided) return 'windows-1252';
    throw new UnusableFileError(
      `The header, on line ${this.#preamble.lines}, is not UTF-8, as the rows are. Save the file as "CSV UTF-8", or name its encoding: "encoding": "windows-1252".`,
    );
  }

  #beginRecord(start: number): void {
    this.#recordStart = start;
    this.#recordLine = this.#recordEnds.lines + 1;
  }

  /** Skips empty lines, up to the size at which a chunk ends. */
  #skipEmptyLines(buffer: Buffer, from: number): number {
    let at = from;
    for (let passed = -1; passed !== at; ) {
      passed = at;
      at = this.#recordEnds.skipEmptyLines(
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
      this.#last.forget();
      this.#cut(end, this.#recordEnds.lines + 1, { tooLong: true });
      return;
    }
    if (!isEmpty) {
      this.#chunkRecords++;
      this.#last.remember(this.#recordStart, end);
    }
    if (end - this.#chunkStart < chunkBytes && this.#chunkRecords < chunkRecords) return;
    const order = this.#last.order();
    if (order === undefined) this.#cut(end, this.#recordEnds.lines + 1);
    else this.#due = { order, end, line: this.#recordEnds.lines + 1, since: end, records: 0 };
  }

  /** Adds a record of the same order to the chunk that is due; otherwise cuts the chunk before the record. */
  #continues(due: Due, end: number, saysNothing: boolean): boolean {
    const before = this.#recordStart;
    const saysOrder = !saysNothing && this.#last.remember(this.#recordStart, end);
    const order = saysOrder ? this.#last.order() : due.order;
    const isFull = end - due.since > MAX_RUN_BYTES || due.records >= MAX_RUN_RECORDS;
    if (order === due.order && !isFull && end - before <= this.#limits.maxHeldBytes) {
      due.end = end;
      due.line = this.#recordEnds.lines + 1;
      due.records++;
      return true;
    }
    this.#cut(due.end, due.line);
    this.#mustContinue = order === due.order;
    return false;
  }

  #keepSample(buffer: Buffer): void {
    if (this.#from) return;
    const part = buffer.subarray(0, SAMPLE_BYTES - this.#sampleBytes);
    if (part.length > 0) this.#sample.push(Buffer.from(part));
    this.#sampleBytes += part.length;
  }

  /** @param nextLine the line that begins at `end` */
  #cut(end: number, nextLine: number, more: Pick<Chunk, 'tooLong'> = {}): void {
    const [index, start, firstLine] = [this.#nextIndex, this.#chunkStart, this.#chunkLine];
    this.#order = this.#due ? this.#due.order : this.#last.order();
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

const physical = ({ delimiter, lineEnd }: Pick<Preamble, 'delimiter' | 'lineEnd'>): Format => ({
  ...(delimiter !== ',' && { delimiter }),
  ...(lineEnd === 'cr' && { lineEnd }),
});
