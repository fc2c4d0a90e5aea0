import type { Random } from './random.ts';

interface Planned {
  at: number;
  /** Of two events at the same time, the one that was scheduled first runs first. */
  order: number;
  run(): void;
}

/**
 * A discrete-event simulation: a clock in seconds, and scheduled events. It uses no other clock and no random numbers
 * except `random`, so every run gives the same result.
 */
export class Simulation {
  readonly random: Random;
  #now = 0;
  #planned = 0;
  /** A binary heap, the next event first. */
  readonly #heap: Planned[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  get now(): number {
    return this.#now;
  }

  /** Runs something after this number of seconds. */
  after(seconds: number, run: () => void): void {
    const heap = this.#heap;
    const one: Planned = { at: this.#now + seconds, order: this.#planned++, run };
    let place = heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as Planned;
      if (!isBefore(one, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = one;
  }

  /** Runs something now and then periodically. */
  every(seconds: number, run: () => void): void {
    const again = () => {
      run();
      this.after(seconds, again);
    };
    again();
  }

  /** Advances the time up to and including `end`. */
  runUntil(end: number): void {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#takeFirst();
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  #takeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Planned;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Planned, heap[child] as Planned)) child++;
      const below = heap[child] as Planned;
      if (!isBefore(below, last)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
  }
}

const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);
