import type { Clock } from './clock.ts';

/** A queue between one producer and one consumer, with backpressure. */
export class Channel<T> {
  readonly #clock: Clock;
  readonly #items: T[] = [];
  #closed = false;
  #wakers: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when no item is left and none will come. */
  get ended(): boolean {
    return this.#closed && this.#items.length === 0;
  }

  push(items: readonly T[]): void {
    this.#items.push(...items);
    this.#wake();
  }

  /** Ends the channel; items already in it can still be taken. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Ends the channel and drops what is in it. */
  discard(): void {
    this.#items.length = 0;
    this.close();
  }

  /** Up to `max` items, waiting up to `waitMs` for the first; undefined when the channel has ended. */
  async take(max: number, waitMs: number): Promise<T[] | undefined> {
    const deadline = this.#clock.now() + waitMs;
    while (this.#items.length === 0 && !this.#closed && this.#clock.now() < deadline) {
      await this.#change(deadline - this.#clock.now());
    }
    if (this.ended) return undefined;
    const taken = this.#items.splice(0, max);
    this.#wake();
    return taken;
  }

  /** Resolves when fewer than `limit` items are waiting or the channel is closed. */
  async below(limit: number): Promise<void> {
    while (this.#items.length >= limit && !this.#closed) await this.#change(Number.POSITIVE_INFINITY);
  }

  async #change(withinMs: number): Promise<void> {
    const changed = new Promise<void>((resolve) => this.#wakers.push(resolve));
    if (withinMs === Number.POSITIVE_INFINITY) return changed;
    const timer = new AbortController();
    await Promise.race([changed, this.#clock.sleep(withinMs, timer.signal)]);
    timer.abort();
  }

  #wake(): void {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const wake of wakers) wake();
  }
}
