import { isAscii, isUtf8 } from 'node:buffer';
import { firstInvalid, hex } from '../bytes.ts';
import { UnusableFileError } from '../unusableFile.ts';

/** This many lines with bytes beyond ASCII settle the encoding. */
const ENOUGH = 1_000;
/** How many bytes of a line are examined, from its first byte beyond ASCII on. */
const MAX_LINE_BYTES = 64 * 1024;
const BLOCK_BYTES = 4_096;
/** In a Windows-1252 file, up to one line in this many may be UTF-8 by chance: `ß»` is a UTF-8 character as well. */
const BY_CHANCE = 100;

interface Seen {
  line: number;
  bytes: Buffer;
}

/** What was tallied so far. */
export interface TallyState {
  good: number;
  bad: number;
  /** The first line of each kind, and its bytes as hexadecimal digits. */
  firstGood?: [number, string];
  firstBad?: [number, string];
}

/**
 * Tells UTF-8 and Windows-1252 apart by the lines that have bytes beyond ASCII. If none or very few of them are UTF-8,
 * the file is Windows-1252. If at least half are, it is UTF-8, and the others are damaged records. In between, the file
 * is refused. The same bytes give the same verdict, however they are buffered. At most one line is kept.
 */
export class EncodingTally {
  readonly #lineEnd: number;
  /** The current line, from its first byte beyond ASCII on. */
  #begun: Buffer[] = [];
  #begunBytes = 0;
  #good = 0;
  #bad = 0;
  #firstGood: Seen | undefined;
  #firstBad: Seen | undefined;
  /** True inside a line whose beginning was not seen: the rest of it is not counted. */
  #isInLine: boolean;

  /** @param state the tally of the bytes before, which may have ended inside a line */
  constructor(lineEnd: number, state?: TallyState) {
    this.#lineEnd = lineEnd;
    this.#isInLine = state !== undefined;
    this.#good = state?.good ?? 0;
    this.#bad = state?.bad ?? 0;
    this.#firstGood = state?.firstGood && seen(state.firstGood);
    this.#firstBad = state?.firstBad && seen(state.firstBad);
  }

  /** Without the current line. */
  state(): TallyState {
    return {
      good: this.#good,
      bad: this.#bad,
      ...(this.#firstGood && { firstGood: kept(this.#firstGood) }),
      ...(this.#firstBad && { firstBad: kept(this.#firstBad) }),
    };
  }

  /**
   * @param line the line on which the buffer begins
   * @param from index of the first byte that is not tallied yet
   */
  push(buffer: Buffer, line: number, from = 0): void {
    let at = from;
    if (this.#isInLine) {
      const end = buffer.indexOf(this.#lineEnd, from);
      if (end < 0) return;
      at = end + 1;
      this.#isInLine = false;
    }
    while (at < buffer.length && this.#good + this.#bad < ENOUGH) {
      if (this.#begunBytes === 0) at = passAscii(buffer, at);
      const found = buffer.indexOf(this.#lineEnd, at);
      const end = found < 0 ? buffer.length : found;
      this.#add(buffer.subarray(at, end));
      if (found < 0) return;
      this.#endLine(() => line + occurrences(buffer.subarray(0, end), this.#lineEnd));
      at = end + 1;
    }
  }

  /** No line has a byte beyond ASCII. */
  get isUndecided(): boolean {
    return this.#good + this.#bad === 0;
  }

  /**
   * @param line the line on which the file ends
   * @throws UnusableFileError when it is neither encoding.
   */
  end(line: number): 'utf-8' | 'windows-1252' {
    this.#endLine(() => line);
    const [good, bad] = [this.#good, this.#bad];
    if (bad <= good) return 'utf-8';
    if (good * BY_CHANCE <= bad) return 'windows-1252';
    const [one, other] = [this.#firstGood, this.#firstBad] as [Seen, Seen];
    throw new UnusableFileError(
      `The file mixes encodings: line ${one.line} is UTF-8 (bytes ${hex(one.bytes)}), line ${other.line} is not (bytes ${hex(other.bytes)}). Save the file as "CSV UTF-8", or name its encoding: "encoding": "utf-8" or "windows-1252".`,
    );
  }

  #add(part: Buffer): void {
    if (this.#begunBytes === 0 && isAscii(part)) return;
    const from = this.#begunBytes === 0 ? firstBeyondAscii(part) : 0;
    const kept = part.subarray(from, from + MAX_LINE_BYTES - this.#begunBytes);
    if (kept.length > 0) this.#begun.push(kept);
    this.#begunBytes += kept.length;
  }

  #endLine(line: () => number): void {
    if (this.#begunBytes > 0) {
      const bytes = Buffer.concat(this.#begun);
      const whole = this.#begunBytes < MAX_LINE_BYTES ? bytes : withoutCutCharacter(bytes);
      if (isUtf8(whole)) {
        this.#good++;
        this.#firstGood ??= { line: line(), bytes: Buffer.from(whole.subarray(0, 4)) };
      } else {
        this.#bad++;
        const at = firstInvalid(whole);
        this.#firstBad ??= { line: line(), bytes: Buffer.from(whole.subarray(at, at + 4)) };
      }
      this.#begun = [];
      this.#begunBytes = 0;
    }
  }
}

const seen = ([line, bytes]: [number, string]): Seen => ({ line, bytes: Buffer.from(bytes, 'hex') });
const kept = ({ line, bytes }: Seen): [number, string] => [line, bytes.toString('hex')];

/** Skips blocks that are ASCII only. */
function passAscii(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && isAscii(buffer.subarray(at, at + BLOCK_BYTES))) at += BLOCK_BYTES;
  return Math.min(at, buffer.length);
}

function occurrences(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
}

function firstBeyondAscii(bytes: Buffer): number {
  return bytes.findIndex((byte) => byte > 0x7f);
}

/** The bytes without a last character that may be cut off. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3; back++) {
    if ((bytes[bytes.length - back] as number) >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}
