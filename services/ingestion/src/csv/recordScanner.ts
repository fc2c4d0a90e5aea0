import { ByteFinder } from './byteFinder.ts';
import type { Format } from './format.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Finds where the records of a CSV file end, over raw bytes: in UTF-8 no byte of a longer character looks like one of
 * these marks, so nothing is decoded.
 *
 * A record ends with the first LF outside quotes (RFC 4180, section 2), in a file whose lines end with CR alone with the
 * first CR. A double quote opens a field only as its first byte; inside, two of them stand for one and a single one
 * closes. Anywhere else it is an ordinary character: such a record is malformed, but it ends with its line and does not
 * swallow those behind it. Well-formed records also end where counting the parity of quotes, as csv-parser does, ends
 * them.
 *
 * The bytes may come in buffers cut anywhere.
 */
export class RecordScanner {
  /** Line ends passed so far, those inside quotes too. */
  lines = 0;
  readonly #delimiter: number;
  readonly #lineEnd: number;
  readonly #ends: ByteFinder;
  readonly #quote = new ByteFinder(QUOTE);
  #quoted = false;
  /** The last byte closed a quoted field: a quote right behind it makes the pair that stands for one. */
  #closed = false;
  #previous: number;

  constructor({ delimiter = ',', lineEnd }: Format = {}) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#lineEnd = lineEnd === 'cr' ? CR : LF;
    this.#ends = new ByteFinder(this.#lineEnd);
    this.#previous = this.#lineEnd;
  }

  /** Whether the record that has begun is inside quotes. */
  get quoted(): boolean {
    return this.#quoted;
  }

  /**
   * Passes empty lines where a record begins: a file may have billions of them.
   *
   * @param upTo where to stop: behind the first line that ends there or later
   * @returns the index behind them; a line that the buffer cuts is not passed.
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
   * Scans on: in the record that has begun, or in a new one after one has ended.
   *
   * @returns the index just behind the record's line end, or -1 when the buffer ends first.
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
