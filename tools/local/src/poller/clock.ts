import { setTimeout as delay } from 'node:timers/promises';

/** The poller's clock; tests replace it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds or as soon as the signal aborts, whichever comes first; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => {}),
};

/** Exponential backoff in milliseconds before the `attempt`-th retry (0-based): `base`, doubled each time, at most `cap`. */
export function backoff(attempt: number, base: number, cap: number): number {
  return Math.min(cap, base * 2 ** Math.min(attempt, 30));
}
