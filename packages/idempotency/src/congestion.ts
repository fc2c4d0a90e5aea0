/** The bounds of the pace, and the lag that slows it down. */
export interface Limits {
  /** Rows a second: lower and upper bound. The pace starts at the lower one. */
  least: number;
  most: number;
  /** The rows cause work for other consumers. This is how old that work may get, in seconds. */
  lagSeconds: number;
}

/** Time observed before each step, in milliseconds: several calls, but too short for anybody to notice. */
export const STEP_MS = 500;
/**
 * A database that works serially is busy with two executors that have four calls in flight each: a call then takes
 * eight times as long as one alone. Slower calls wait behind the work of others.
 */
const SLOW = 8;
/** When the best latency is a few milliseconds, many times that is still noise. */
const NOISE_MS = 50;
/** The best latency grows by this factor each step, so that the pace adapts to a database that became slower for good. */
const FORGETS = 1.01;
/** Steps of the additive increase from the least to the most. */
const STEPS = 40;
/** The pace grows only if at least this share of it is used. An unused pace does not show whether more is possible. */
const USED = 0.7;
const THROTTLED = 0.5;
const CROWDED = 0.75;

/** What happened since the last step. */
interface Seen {
  rows: number;
  /** Milliseconds of each call that went through. */
  latencies: number[];
  throttled: boolean;
  since: number;
}

/**
 * Finds how many rows a second there is room for: additive increase and multiplicative decrease, from what one executor
 * observes. The pace slows down on throttling, when calls take far longer than the best ones, and when other consumers
 * lag behind the rows. It speeds up while it is used and none of that happens. At the start it doubles until the first
 * slowdown.
 *
 * Executors share nothing. All that meet the same congestion slow down by the same factor and speed up by the same
 * step, so their paces converge (Chiu and Jain, 1989). The class reads no clock: callers pass the time.
 */
export class Congestion {
  readonly #limits: Limits;
  #rate: number;
  #isStarting = true;
  #best = Number.POSITIVE_INFINITY;
  #lag = 0;
  #seen: Seen;
  #told: number;

  constructor(limits: Limits, now: number) {
    this.#limits = limits;
    this.#rate = Math.min(limits.least, limits.most);
    this.#seen = nothing(now);
    this.#told = now;
  }

  /** Work resumes. The idle time before it does not count. */
  resume(now: number): void {
    this.#seen.since += now - this.#told;
    this.#told = now;
  }

  /** Rows a second. */
  get rate(): number {
    return this.#rate;
  }

  /** A call wrote this many rows and took this many milliseconds. */
  wrote(rows: number, ms: number, now: number): void {
    this.#seen.rows += rows;
    this.#seen.latencies.push(ms);
    this.#step(now);
  }

  /** The database had no room for at least one of the rows of a call. */
  throttled(now: number): void {
    this.#seen.throttled = true;
    this.#step(now);
  }

  /** Age of the oldest known waiting work, in seconds; 0 if none is known. */
  lagged(seconds: number): void {
    this.#lag = seconds;
  }

  #step(now: number): void {
    this.#told = now;
    const elapsed = now - this.#seen.since;
    if (elapsed < STEP_MS) return;
    const { rows, latencies, throttled } = this.#seen;
    this.#seen = nothing(now);
    const part = throttled ? THROTTLED : this.#isCrowded(latencies) ? CROWDED : 1;
    if (part < 1) {
      this.#isStarting = false;
      this.#set(this.#rate * part);
    } else if (rows >= USED * this.#rate * (elapsed / 1_000)) {
      const { least, most } = this.#limits;
      this.#set(this.#isStarting ? this.#rate * 2 : this.#rate + (most - least) / STEPS);
    }
  }

  #isCrowded(latencies: number[]): boolean {
    const typical = median(latencies);
    const isSlow = typical > Math.max(SLOW * this.#best, this.#best + NOISE_MS);
    this.#best = Math.min(this.#best * FORGETS, typical);
    return isSlow || this.#lag > this.#limits.lagSeconds;
  }

  #set(rate: number): void {
    const { least, most } = this.#limits;
    this.#rate = Math.min(most, Math.max(least, rate));
  }
}

const nothing = (since: number): Seen => ({ rows: 0, latencies: [], throttled: false, since });

/** Infinity for no values. */
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
