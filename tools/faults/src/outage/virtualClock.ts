import type { Clock } from '@orderflow/local/poller/clock';

interface Timer {
  at: number;
  wake(): void;
}

/**
 * A clock that jumps to whatever is due next, as soon as nothing runs any more. Hours pass in a moment, and in the same
 * order every time. What runs by it must wait for nothing else, such as the network.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  now = (): number => this.#now;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = { at: this.#now + Math.max(0, ms), wake: resolve };
      this.#timers.add(timer);
      signal?.addEventListener('abort', () => {
        this.#timers.delete(timer);
        resolve();
      });
    });

  /** Lets time pass until `done` holds. @throws Error when it does not by `latest`, or nothing is due any more. */
  async run(done: () => boolean, latest: number): Promise<void> {
    for (;;) {
      // All promises that can settle do so first.
      await new Promise((resolve) => setImmediate(resolve));
      if (done()) return;
      const next = [...this.#timers].reduce<Timer | undefined>(
        (first, timer) => (first && first.at <= timer.at ? first : timer),
        undefined,
      );
      if (!next || next.at > latest) throw new Error('it does not come to its end in time');
      this.#timers.delete(next);
      this.#now = next.at;
      next.wake();
    }
  }
}
