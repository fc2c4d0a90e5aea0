/**
 * Orders that were placed at the same time and have moved together since. The simulation moves cohorts, not single
 * orders.
 */
export interface Cohort {
  /** Who placed them, or that they are decided. */
  kind: 'placed' | 'imported' | 'decided';
  /** Time in seconds. */
  at: number;
  count: number;
}

/** Seconds within which successive orders in a line form one cohort: percentiles need nothing finer. */
const TOGETHER = 0.05;

export const sizeOf = (cohorts: readonly Cohort[]): number =>
  cohorts.reduce((total, { count }) => total + count, 0);

/** A first-in, first-out line: a shard, a queue. */
export class Line {
  #cohorts: Cohort[] = [];
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The time of the first one in the line; undefined if it is empty. */
  get oldest(): number | undefined {
    return this.#cohorts[this.#head]?.at;
  }

  push(cohorts: readonly Cohort[]): void {
    for (const one of cohorts) this.add(one.kind, one.at, one.count);
  }

  /** Adds orders without creating a cohort object, as most of them join the last cohort. */
  add(kind: Cohort['kind'], at: number, count: number): void {
    if (count === 0) return;
    this.#size += count;
    const last = this.#head < this.#cohorts.length ? this.#cohorts.at(-1) : undefined;
    if (last?.kind === kind && Math.abs(at - last.at) <= TOGETHER) last.count += count;
    else this.#cohorts.push({ kind, at, count });
  }

  /** Puts orders that could not be processed back to the front. */
  putBack(cohorts: readonly Cohort[]): void {
    const room = this.#head - cohorts.length;
    if (room < 0) this.#cohorts.splice(0, this.#head, ...cohorts.map((one) => ({ ...one })));
    else for (const [index, one] of cohorts.entries()) this.#cohorts[room + index] = { ...one };
    this.#head = Math.max(0, room);
    this.#size += sizeOf(cohorts);
  }

  /** Takes up to `most` from the front. */
  take(most: number): Cohort[] {
    const taken: Cohort[] = [];
    for (let left = Math.min(most, this.#size); left > 0; ) {
      const first = this.#cohorts[this.#head] as Cohort;
      const count = Math.min(left, first.count);
      taken.push({ ...first, count });
      first.count -= count;
      left -= count;
      this.#size -= count;
      if (first.count === 0) this.#head++;
    }
    if (this.#head > 1_000 && this.#head * 2 > this.#cohorts.length) {
      this.#cohorts = this.#cohorts.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }
}

/** Buckets are one per cent apart; everything below a millisecond is one bucket. */
const STEP = Math.log(1.01);
const LEAST = 0.001;
const placeOf = (seconds: number) => Math.round(Math.log(Math.max(seconds, LEAST) / LEAST) / STEP);

/** A histogram of durations, with memory that does not grow with their number. */
export class Tally {
  readonly #counts: number[] = [];
  #total = 0;
  #sum = 0;

  get count(): number {
    return this.#total;
  }

  get mean(): number {
    return this.#sum / this.#total;
  }

  add(seconds: number, count = 1): void {
    const place = placeOf(seconds);
    this.#counts[place] = (this.#counts[place] ?? 0) + count;
    this.#total += count;
    this.#sum += seconds * count;
  }

  /** The share of durations up to this. */
  within(seconds: number): number {
    const place = placeOf(seconds);
    let count = 0;
    for (let index = 0; index <= place; index++) count += this.#counts[index] ?? 0;
    return count / this.#total;
  }

  /** The duration that this share does not exceed; NaN if empty. */
  percentile(part: number): number {
    let left = this.#total * part;
    for (const [place, count = 0] of this.#counts.entries()) {
      left -= count;
      if (left <= 1e-9 && count > 0) return LEAST * Math.exp(place * STEP);
    }
    return Number.NaN;
  }
}
