/** A call of indexOf costs as much as checking this many bytes in a loop. */
const NEAR = 16;

/**
 * Finds the next occurrence of a byte. A match is kept until the search has passed it, so each buffer is searched once.
 */
export class ByteFinder {
  readonly #byte: number;
  #buffer: Buffer | undefined;
  #found = 0;

  constructor(byte: number) {
    this.#byte = byte;
  }

  /**
   * The first index at or after `from`; the buffer's length when there is none. Within one buffer, `from` must only
   * grow.
   */
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
