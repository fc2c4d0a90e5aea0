/** Items that are removed from an array together. */
const TOGETHER = 1_024;

/**
 * A queue of any length. An array's own `shift` moves all other items: with 100,000 of them that takes a tenth of a
 * millisecond.
 */
export class Fifo<T> implements Iterable<T> {
  #items: (T | undefined)[] = [];
  /** The index of the first item; those before it were taken. */
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first === TOGETHER) {
      this.#items = this.#items.slice(TOGETHER);
      this.#first = 0;
    }
    return item;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items.slice(this.#first).values() as Iterator<T>;
  }
}
