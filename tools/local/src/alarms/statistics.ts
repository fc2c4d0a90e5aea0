type Statistic = (values: readonly number[]) => number;

const sum: Statistic = (values) => values.reduce((total, value) => total + value, 0);

const statistics: Record<string, Statistic> = {
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  SampleCount: (values) => values.length,
};

/**
 * Computes a statistic of a period's samples; undefined without samples. Percentiles such as `p99` use the nearest rank.
 *
 * @throws Error for an unknown statistic
 */
export function statisticOf(name: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const percentile = /^p(\d+(\.\d+)?)$/.exec(name)?.[1];
  if (percentile) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((Number(percentile) / 100) * sorted.length) - 1)];
  }
  const statistic = statistics[name];
  if (!statistic) throw new Error(`the statistic ${name} is not known here`);
  return statistic(values);
}
