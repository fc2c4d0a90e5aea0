import { createHash } from 'node:crypto';
import type { Delimiter } from '../format.ts';
import { MAX_RECORD_BYTES } from '../recordLimits.ts';
import { cellsOf, isBlank } from '../records/cells.ts';

const LF = 0x0a;
/** How many characters of a hash are kept: 132 bits. */
const HASH = 22;
/** First bytes of a record that may be blank: a quote, a space, or an LF in a file whose lines end with CR. */
const MAY_BE_BLANK: ReadonlySet<number | undefined> = new Set([0x22, 0x20, LF]);

/**
 * Remembers the last record of a stream that is not blank, and tells its order on request. The record is kept as
 * offsets in the current buffer and copied at most once per buffer, so a record costs nothing.
 */
export class LastRecord {
  readonly #delimiter: Delimiter;
  readonly #idCell: number;
  #buffer: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Its offsets in the current buffer, or its bytes when it is not in that buffer. */
  #start = 0;
  #end = 0;
  #bytes: Buffer | undefined;
  /** What earlier buffers held of the record that has begun. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  #before: string | undefined;

  /**
   * @param idCell the index of the cell with the order's id
   * @param before the {@link order} of the last record before the stream
   */
  constructor(delimiter: Delimiter, idCell: number, before?: string) {
    this.#delimiter = delimiter;
    this.#idCell = idCell;
    this.#before = before;
  }

  /** @param offset of the buffer in the file */
  beginBuffer(buffer: Buffer, offset: number): void {
    this.#buffer = buffer;
    this.#offset = offset;
  }

  /**
   * @param from offset in the buffer after the last record that ended in it
   * @param recordStart offset in the file of the record that has begun
   */
  endBuffer(from: number, recordStart: number): void {
    this.#bytes ??= Buffer.from(this.#buffer.subarray(this.#start, this.#end));
    if (recordStart >= this.#offset) {
      this.#begun = [];
      this.#begunBytes = 0;
    }
    const part = this.#buffer.subarray(from, from + MAX_RECORD_BYTES - this.#begunBytes);
    if (part.length > 0) this.#begun.push(part);
    this.#begunBytes += part.length;
  }

  /**
   * @param start offset of a record in the file
   * @param end offset in the file after its line end, which is in the current buffer
   * @returns false when the record is blank and is not kept.
   */
  remember(start: number, end: number): boolean {
    const [from, to] = [start - this.#offset, end - this.#offset];
    const first = from >= 0 ? this.#buffer[from] : this.#begun[0]?.[0];
    const bytes =
      from >= 0 ? undefined : Buffer.concat([...this.#begun, this.#buffer.subarray(0, Math.max(to, 0))]);
    if (MAY_BE_BLANK.has(first) || first === this.#delimiter.charCodeAt(0)) {
      if (isBlank(textOf(bytes ?? this.#buffer.subarray(from, to)), this.#delimiter)) return false;
    }
    this.#start = from;
    this.#end = to;
    this.#bytes = bytes;
    return true;
  }

  forget(): void {
    this.#start = this.#end = 0;
    this.#bytes = undefined;
    this.#before = undefined;
  }

  /** Identifies the record's order: a hash of the id as written in its cell; undefined when there is none. */
  order(): string | undefined {
    const bytes = this.#bytes ?? this.#buffer.subarray(this.#start, this.#end);
    if (bytes.length === 0) return this.#before;
    const id = cellsOf(textOf(bytes), this.#delimiter, this.#idCell + 1)?.[this.#idCell];
    return id === undefined ? undefined : createHash('sha256').update(id).digest('base64url').slice(0, HASH);
  }
}

/** A record's text as Latin-1, without its line end: enough to compare cells. */
const textOf = (bytes: Buffer): string => bytes.toString('latin1').replace(/^\n|\r?\n$|\r$/g, '');
