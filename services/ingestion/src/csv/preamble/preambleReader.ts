import { isUtf8 } from 'node:buffer';
import { DELIMITERS, type Delimiter } from '../format.ts';
import type { ReadingRules } from '../readingRules.ts';
import { isBlank } from '../records/cells.ts';
import { decode1252 } from '../records/windows1252.ts';
import { UnusableFileError } from '../unusableFile.ts';
import type { UnderstoodColumn } from './columns.ts';
import { readHeader } from './readHeader.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a file says before its first row, up to the end of its header. */
export interface Preamble {
  columns: string[];
  understood: UnderstoodColumn[];
  delimiter: Delimiter;
  lineEnd: 'lf' | 'cr';
  /** The file begins with the byte order mark of UTF-8. */
  marked: boolean;
  /** The header's text is UTF-8. */
  isUtf8: boolean;
  /** Bytes and lines up to the end of the header. */
  bytes: number;
  lines: number;
}

/**
 * Reads a file up to the end of its header: byte order marks, a line `sep=;`, blank lines, the header.
 * Empty lines are not buffered, however many there are.
 */
export class PreambleReader {
  readonly #rules: ReadingRules;
  readonly #maxBytes: number;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes before the pending ones, and the line ends in them. */
  #passed = 0;
  #lf = 0;
  #cr = 0;
  #marked: boolean | undefined;
  #separator: Delimiter | undefined;

  constructor(rules: ReadingRules, maxBytes: number) {
    this.#rules = rules;
    this.#maxBytes = maxBytes;
  }

  /** The bytes after the preamble, once it is complete. */
  get rest(): Buffer {
    return this.#pending;
  }

  /** @throws UnusableFileError when a file that begins like this cannot be imported. */
  push(buffer: Buffer): Preamble | undefined {
    this.#pending = this.#pending.length === 0 ? buffer : Buffer.concat([this.#pending, buffer]);
    return this.#find(false);
  }

  /** @throws UnusableFileError also when there is no header. */
  end(): Preamble {
    const preamble = this.#find(true);
    if (!preamble) throw new UnusableFileError('The file is empty: it has no header.');
    return preamble;
  }

  #find(atEnd: boolean): Preamble | undefined {
    if (!this.#passMarks(atEnd)) return undefined;
    for (;;) {
      this.#passLineEnds();
      if (this.#pending.length === 0) return undefined;
      const found = this.#recordEnd(atEnd);
      if (!found) return undefined;
      const preamble = this.#read(found);
      if (preamble) return preamble;
    }
  }

  /** A file may have several marks: each program that handles it may add one. */
  #passMarks(atEnd: boolean): boolean {
    if (this.#marked !== undefined) return true;
    let at = 0;
    while (this.#pending.subarray(at, at + MARK.length).equals(MARK)) at += MARK.length;
    const next = this.#pending.subarray(at, at + MARK.length);
    if (!atEnd && next.length < MARK.length && MARK.subarray(0, next.length).equals(next)) return false;
    this.#marked = at > 0;
    this.#pass(at);
    return true;
  }

  #pass(bytes: number): void {
    this.#pending = this.#pending.subarray(bytes);
    this.#passed += bytes;
  }

  #passLineEnds(): void {
    let at = 0;
    for (; this.#pending[at] === LF || this.#pending[at] === CR; at++) {
      if (this.#pending[at] === LF) this.#lf++;
      else this.#cr++;
    }
    this.#pass(at);
  }

  /** Where the first record ends, without and with its line end; undefined when more must be read. */
  #recordEnd(atEnd: boolean): { end: number; next: number; lineEnd: 'lf' | 'cr' } | undefined {
    const bytes = this.#pending;
    const delimiters = this.#delimiters();
    let quoted = false;
    let closedAt = -2;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (at === this.#maxBytes) this.#refuseLong(quoted);
      if (byte === QUOTE) {
        if (quoted) closedAt = at;
        quoted = !quoted && (at === 0 || closedAt === at - 1 || delimiters.includes(bytes[at - 1] as number));
      } else if (!quoted && byte === LF) {
        return { end: at, next: at + 1, lineEnd: 'lf' };
      } else if (!quoted && byte === CR) {
        let behind = at;
        while (bytes[behind] === CR) behind++;
        if (behind === bytes.length && !atEnd) return undefined;
        const crlf = bytes[behind] === LF;
        return { end: at, next: crlf ? behind + 1 : at + 1, lineEnd: crlf ? 'lf' : 'cr' };
      }
    }
    if (bytes.length > this.#maxBytes) this.#refuseLong(quoted);
    if (!atEnd) return undefined;
    if (quoted) throw openQuote(this.#line(this.#cr > this.#lf ? 'cr' : 'lf'));
    return { end: bytes.length, next: bytes.length, lineEnd: 'lf' };
  }

  #delimiters(): number[] {
    const known = this.#rules.delimiter ?? this.#separator;
    return (known ? [known] : DELIMITERS).map((one) => one.charCodeAt(0));
  }

  #refuseLong(quoted: boolean): never {
    throw new UnusableFileError(
      `The header, which starts on line ${this.#line('lf')}, is longer than ${this.#maxBytes} bytes. ${quoted ? 'Is a double quote not closed?' : 'Do lines not end with LF, CRLF or CR?'}`,
    );
  }

  #line(lineEnd: 'lf' | 'cr'): number {
    return 1 + (lineEnd === 'cr' ? this.#cr : this.#lf);
  }

  /** Reads a record; undefined when it is not the header. */
  #read({ end, next, lineEnd }: { end: number; next: number; lineEnd: 'lf' | 'cr' }): Preamble | undefined {
    const bytes = this.#pending.subarray(0, end);
    const text = isUtf8(bytes) ? bytes.toString() : decode1252(bytes);
    const line = this.#line(lineEnd);
    for (const byte of this.#pending.subarray(0, next)) {
      if (byte === LF) this.#lf++;
      else if (byte === CR) this.#cr++;
    }
    this.#pass(next);
    if (this.#isSeparator(text, line) || DELIMITERS.some((one) => isBlank(text, one))) return undefined;
    const header = readHeader(text, line, this.#rules.delimiter ?? this.#separator, this.#rules);
    return {
      ...header,
      lineEnd,
      marked: this.#marked === true,
      isUtf8: isUtf8(bytes),
      bytes: this.#passed,
      lines: this.#line(lineEnd) - 1,
    };
  }

  /** Spreadsheets take the delimiter from a first line `sep=;`, and so does this. */
  #isSeparator(text: string, line: number): boolean {
    const [, sign] = SEPARATOR.exec(text) ?? [];
    if (!sign) return false;
    const known = DELIMITERS.find((one) => one === sign);
    if (!known) {
      throw new UnusableFileError(
        `Line ${line} says that cells are separated by ${JSON.stringify(sign)}. Use a comma, a semicolon, a tab or a vertical bar.`,
      );
    }
    this.#separator = known;
    return true;
  }
}

const SEPARATOR = /^"?sep=([^\w\s"]|\t)"?\1*$/i;

export const openQuote = (line: number): UnusableFileError =>
  new UnusableFileError(
    `Line ${line} opens a double quote that is never closed. Close it, or write a quote inside a quoted field twice.`,
  );
