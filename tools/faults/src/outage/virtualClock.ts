import type { Clock } from '@orderflow/local/poller/clock';
import { Heap } from 'heap-js';

interface Timer {
  at: number;
  /** Timers with the same time fire in this order. */
  number: number;
  wake(): void;
  isOff?: boolean;
}

/**
 * A clock that jumps to the next due timer as soon as nothing runs any more. Hours pass in a moment, and in the same
 * order every time. Code on this clock must wait for nothing else, such as the network.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new Heap<Timer>((a, b) => a.at - b.at || a.number - b.number);
  #set = 0;

  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  now = (): number => this.#now;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = this.#add(ms, resolve);
      signal?.addEventListener('abort', () => {
        timer.isOff = true;
        resolve();
      });
    });

  /** Like the global setTimeout. */
  setTimeout = (callback: () => void, ms = 0): Timer => this.#add(ms, callback);

  /** Like the global clearTimeout. */
  clearTimeout = (timer?: Timer): void => {
    if (timer) timer.isOff = true;
  };

  /** Advances the time until `done` holds. @throws Error when it does not hold by `latest`, or when no timer is left. */
  async run(done: () => boolean, latest: number): Promise<void> {
    for (;;) {
      // First, let all promises settle that can.
      await new Promise((resolve) => setImmediate(resolve));
      if (done()) return;
      let next = this.#timers.pop();
      while (next?.isOff) next = this.#timers.pop();
      if (!next || next.at > latest) throw new Error('it does not come to its end in time');
      this.#now = next.at;
      next.wake();
    }
  }

  #add(ms: number, wake: () => void): Timer {
    const timer = { at: this.#now + Math.max(0, ms), number: this.#set++, wake };
    this.#timers.push(timer);
    return timer;
  }
}
