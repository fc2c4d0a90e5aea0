/** What a pace may be, and what makes it slower. */
export interface Limits {
  /** Rows a second, at least and at most. It begins at the least. */
  least: number;
  most: number;
  /** How old the work may get that the rows leave to others, in seconds. */
  lagSeconds: number;
}

/** How long is looked at before a step, in milliseconds: several calls, and less than anybody notices. */
export const STEP_MS = 500;
/**
 * Where one thing is done after the other, four calls in flight of each of two executors take eight times as long as one alone,
 * and that is how such a database is busy. Slower ones stand behind what others do.
 */
const SLOW = 8;
/** Of a few milliseconds, many times as many are chance. */
const NOISE_MS = 50;
/** The best latency is forgotten by this much a step, so that a database that became slower for good is found out. */
const FORGETS = 1.01;
/** Steps of the additive increase from the least to the most. */
const STEPS = 40;
/** A pace that is not used tells nothing of whether more would be possible. */
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
 * How many rows a second there is room for: additive increase and multiplicative decrease, by what one executor sees itself.
 * It slows on throttling, when its own calls take far longer than its best ones, and when others lag behind its rows; it
 * speeds up while it uses its pace and none of that happens. From the start it doubles until it first meets one of them.
 *
 * Executors share nothing: all that meet one congestion go down by the same part and up by the same step, which makes them
 * equal in time (Chiu and Jain, 1989). Pure, but for the times that it is told.
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

  /** There is work again: the time without any tells nothing. */
  resume(now: number): void {
    this.#seen.since += now - this.#told;
    this.#told = now;
  }

  /** Rows a second. */
  get rate(): number {
    return this.#rate;
  }

  /** A call with so many rows went through in so many milliseconds. */
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

  /** So old is the oldest known work that waits, in seconds; 0 when none is known. */
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

/** Infinity of none. */
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
