import { ByteFinder } from './byteFinder.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * Finds where the records of a CSV file end, over raw bytes: in UTF-8 no byte of a longer character looks like one of
 * these marks, so nothing is decoded.
 *
 * A record ends with the first LF outside quotes (RFC 4180, section 2). A double quote opens a field only as its first
 * byte; inside, two of them stand for one and a single one closes. Anywhere else it is an ordinary character: such a
 * record is malformed, but it ends with its line and does not swallow those behind it. Well-formed records also end
 * where counting the parity of quotes, as csv-parser does, ends them.
 *
 * The bytes may come in buffers cut anywhere.
 */
export class RecordScanner {
  /** Line ends passed so far, those inside quotes too. */
  lines = 0;
  readonly #lf = new ByteFinder(LF);
  readonly #quote = new ByteFinder(QUOTE);
  #quoted = false;
  /** The last byte closed a quoted field: a quote right behind it makes the pair that stands for one. */
  #closed = false;
  #previous = LF;

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
      const lineEnd = buffer[at] === CR ? at + 1 : at;
      if (buffer[lineEnd] !== LF) break;
      at = lineEnd + 1;
    }
    return at;
  }

  /**
   * Scans on: in the record that has begun, or in a new one after one has ended.
   *
   * @returns the index just behind the record's LF, or -1 when the buffer ends first.
   */
  next(buffer: Buffer, from: number): number {
    let closedAt = this.#closed ? from - 1 : -2;
    let at = from;
    while (at < buffer.length) {
      const quote = this.#quote.from(buffer, at);
      let lineEnd = this.#lf.from(buffer, at);
      if (this.#quoted) {
        for (; lineEnd < quote; lineEnd = this.#lf.from(buffer, lineEnd + 1)) this.lines++;
        this.#quoted = quote === buffer.length;
        closedAt = quote;
        at = quote + 1;
      } else if (quote < lineEnd) {
        const previous = quote > from ? buffer[quote - 1] : this.#previous;
        this.#quoted = closedAt === quote - 1 || previous === COMMA || previous === LF;
        at = quote + 1;
      } else if (lineEnd < buffer.length) {
        this.lines++;
        this.#previous = LF;
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
