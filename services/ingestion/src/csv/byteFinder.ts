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
      const found = buffer.indexOf(this.#byte, from);
      this.#buffer = buffer;
      this.#found = found < 0 ? buffer.length : found;
    }
    return this.#found;
  }
}
