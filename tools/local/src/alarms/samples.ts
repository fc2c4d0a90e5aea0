import { statisticOf } from './statistics.ts';

/** A bit more than the longest window of any alarm. */
const KEPT_MS = 90 * 60_000;
const MOST_PER_METRIC = 20_000;

/** Measured values by metric and time, in memory. */
export class Samples {
  readonly #byMetric = new Map<string, { at: number; value: number }[]>();

  add(metric: string, at: number, value: number): void {
    const samples = this.#byMetric.get(metric) ?? [];
    this.#byMetric.set(metric, samples);
    samples.push({ at, value });
    while (samples.length > MOST_PER_METRIC || (samples[0]?.at ?? at) < at - KEPT_MS) samples.shift();
  }

  /** True if the metric was ever measured. */
  has = (metric: string): boolean => this.#byMetric.has(metric);

  /** One datapoint for each of the last `count` periods that end now, the newest last. */
  datapoints(metric: string, statistic: string, periodMs: number, count: number, now: number) {
    const samples = this.#byMetric.get(metric) ?? [];
    return Array.from({ length: count }, (_, index) => {
      const to = now - (count - 1 - index) * periodMs;
      const values = samples.filter(({ at }) => at > to - periodMs && at <= to).map(({ value }) => value);
      return statisticOf(statistic, values);
    });
  }
}
