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

/** Attempts of a database call that meets other writers, and the backoff between them: base and cap in milliseconds. */
export const MAX_ATTEMPTS = 8;
export const GIVE_WAY_MS = [25, 1_000] as const;
export const giveWay = (): Backoff => fullJitter(...GIVE_WAY_MS);
