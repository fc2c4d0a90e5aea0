import { setTimeout as sleep } from 'node:timers/promises';

/** Waits before the `attempt`-th retry (from 1). */
export type Backoff = (attempt: number) => Promise<void>;

/** A random time below base x 2^(attempt - 1), in milliseconds. */
export const jitterMs = (baseMs: number, capMs: number, attempt: number, random: () => number): number =>
  random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));

/** Exponential backoff with full jitter ({@link jitterMs}). */
export const fullJitter =
  (
    baseMs: number,
    capMs: number,
    random = Math.random,
    wait: (ms: number) => Promise<unknown> = sleep,
  ): Backoff =>
  async (attempt) => {
    await wait(jitterMs(baseMs, capMs, attempt, random));
  };

/** How often a call to the database is made when others are in its way, and what lies between. */
export const MAX_ATTEMPTS = 8;
export const GIVE_WAY_MS = [25, 1_000] as const;
export const giveWay = (): Backoff => fullJitter(...GIVE_WAY_MS);
