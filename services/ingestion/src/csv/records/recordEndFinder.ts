import type { Format } from '../format.ts';
import { ByteFinder } from './byteFinder.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Finds where the records of a CSV file end. It reads raw bytes and decodes nothing: in UTF-8, no byte of a multi-byte
 * character looks like a quote, a delimiter or a line end.
 *
 * A record ends with the first LF outside quotes (RFC 4180, section 2). In a file whose lines end with CR alone, it
 * ends with the first CR outside quotes. A double quote opens a field only as its first byte. Inside the field, two of
 * them stand for one, and a single one closes the field. Anywhere else a quote is an ordinary character: such a record
 * is malformed, but it ends with its line and does not swallow the records after it. csv-parser counts the parity of
 * quotes instead; well-formed records end at the same place either way.
 *
 * The bytes may come in buffers cut anywhere.
 */
export class RecordEndFinder {
  /** Line ends passed so far, including those inside quotes. */
  lines = 0;
  readonly #delimiter: number;
  readonly #lineEnd: number;
  readonly #ends: ByteFinder;
  readonly #quote = new ByteFinder(QUOTE);
  #quoted = false;
  /** The last byte closed a quoted field. A quote right after it reopens the field: the pair stands for one quote. */
  #closed = false;
  #previous: number;

  constructor({ delimiter = ',', lineEnd }: Format = {}) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#lineEnd = lineEnd === 'cr' ? CR : LF;
    this.#ends = new ByteFinder(this.#lineEnd);
    this.#previous = this.#lineEnd;
  }

  /** True while the current record is inside quotes. */
  get quoted(): boolean {
    return this.#quoted;
  }

  /**
   * Skips empty lines where a record may begin, without a search for each: a file may have billions of them.
   *
   * @param upTo stops after the first line that ends there or later
   * @returns the index after them; an empty line that the buffer cuts off is not skipped.
   */
  skipEmptyLines(buffer: Buffer, from: number, upTo: number): number {
    let at = from;
    for (; at < buffer.length && at < upTo; this.lines++) {
      const lineEnd = this.#lineEnd === LF && buffer[at] === CR ? at + 1 : at;
      if (buffer[lineEnd] !== this.#lineEnd) break;
      at = lineEnd + 1;
    }
    return at;
  }

  /**
   * Continues in the record that has begun, or begins a new one after the last has ended.
   *
   * @returns the index just after the record's line end, or -1 when the buffer ends first.
   */
  next(buffer: Buffer, from: number): number {
    let closedAt = this.#closed ? from - 1 : -2;
    const [delimiter, endOfLine] = [this.#delimiter, this.#lineEnd];
    let at = from;
    while (at < buffer.length) {
      const quote = this.#quote.from(buffer, at);
      let lineEnd = this.#ends.from(buffer, at);
      if (this.#quoted) {
        for (; lineEnd < quote; lineEnd = this.#ends.from(buffer, lineEnd + 1)) this.lines++;
        this.#quoted = quote === buffer.length;
        closedAt = quote;
        at = quote + 1;
      } else if (quote < lineEnd) {
        const previous = quote > from ? buffer[quote - 1] : this.#previous;
        this.#quoted =
          closedAt === quote - 1 || previous === delimiter || previous === endOfLine || previous === LF;
        at = quote + 1;
      } else if (lineEnd < buffer.length) {
        this.lines++;
        this.#previous = endOfLine;
        return lineEnd + 1;
      } else {
        break;
      }
    }
    if (buffer.length > from) {
      this.#closed = closedAt === buffer.length - 1;
      this.#previous = buffer[buffer.length - 1] as number;
    }
    return -1;
  }
}
