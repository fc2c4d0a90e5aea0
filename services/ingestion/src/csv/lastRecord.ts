import { createHash } from 'node:crypto';
import { cellsOf, isBlank } from './cells.ts';
import type { Delimiter } from './format.ts';
import { MAX_RECORD_BYTES } from './limits.ts';

const LF = 0x0a;
/** Characters of a hash: 132 bits. */
const HASH = 22;
/** How a record may begin that says nothing: with a quote, a space; with an LF, in a file of CRs. */
const MAY_BE_BLANK: ReadonlySet<number | undefined> = new Set([0x22, 0x20, LF]);

/**
 * The last record of a stream that says something, of which the order may be asked for. It is kept as a place in the
 * present buffer, and copied once a buffer, so that a record costs nothing.
 */
export class LastRecord {
  readonly #delimiter: Delimiter;
  readonly #idCell: number;
  #buffer: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Where it is in the present buffer, or its bytes when it is not there. */
  #start = 0;
  #end = 0;
  #bytes: Buffer | undefined;
  /** What earlier buffers hold of the record that has begun. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  #before: string | undefined;

  /**
   * @param idCell the number of the cell that has the order's id
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
   * @param from behind the last record that ended in the buffer
   * @param recordStart of the record that has begun
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
   * @param start of a record in the file
   * @param end behind its line end, in the present buffer
   * @returns false when it says nothing, and is not kept.
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

  /** Tells the record's order from others, by a hash of its id as the cell says it; undefined when there is none. */
  order(): string | undefined {
    const bytes = this.#bytes ?? this.#buffer.subarray(this.#start, this.#end);
    if (bytes.length === 0) return this.#before;
    const id = cellsOf(textOf(bytes), this.#delimiter, this.#idCell + 1)?.[this.#idCell];
    return id === undefined ? undefined : createHash('sha256').update(id).digest('base64url').slice(0, HASH);
  }
}

/** A record's text as far as its cells are compared. */
const textOf = (bytes: Buffer): string => bytes.toString('latin1').replace(/^\n|\r?\n$|\r$/g, '');
