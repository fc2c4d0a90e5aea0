/** A call of indexOf costs as much as a look at so many bytes. */
const NEAR = 16;

/** Where a byte occurs next. What was found is kept until the search has passed it, so a buffer is searched once. */
export class ByteFinder {
  readonly #byte: number;
  #buffer: Buffer | undefined;
  #found = 0;

  constructor(byte: number) {
    this.#byte = byte;
  }

  /** The first index at or behind `from`; the buffer's length when there is none. `from` only grows within a buffer. */
  from(buffer: Buffer, from: number): number {
    if (buffer !== this.#buffer || this.#found < from) {
      this.#buffer = buffer;
      this.#found = this.#search(buffer, from);
    }
    return this.#found;
  }

  #search(buffer: Buffer, from: number): number {
    const near = Math.min(from + NEAR, buffer.length);
    for (let at = from; at < near; at++) if (buffer[at] === this.#byte) return at;
    const found = buffer.indexOf(this.#byte, near);
    return found < 0 ? buffer.length : found;
  }
}
