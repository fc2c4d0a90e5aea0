import { setTimeout as sleep } from 'node:timers/promises';

/** Waits before the `attempt`-th retry (from 1). */
export type Backoff = (attempt: number) => Promise<void>;

/** Exponential backoff with full jitter: a random time below base x 2^(attempt - 1), in milliseconds. */
export const fullJitter =
  (
    baseMs: number,
    capMs: number,
    random = Math.random,
    wait: (ms: number) => Promise<unknown> = sleep,
  ): Backoff =>
  async (attempt) => {
    await wait(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
  };
