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

/** How often a call to the database is made when others are in its way, and what lies between. */
export const MAX_ATTEMPTS = 8;
export const giveWay = (): Backoff => fullJitter(25, 1_000);
