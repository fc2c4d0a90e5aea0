const NAMESPACE = 'Orderflow';

/** Observations by metric name: one, or up to 100 at once. */
type Observations = Record<string, number | readonly number[]>;

/**
 * Records business metrics in the namespace `Orderflow`, by the dimension `Stage` and those given: one log line in
 * CloudWatch's Embedded Metric Format, so that it costs no call. It does nothing if STAGE is not set, as in a test.
 *
 * Call it after the write that decides, and only if that write was the first. Then a repeat counts nothing twice, and a
 * crash in between loses the observation, not the decision.
 *
 * @param unit of all observations, as CloudWatch names units
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function measure(
  unit: 'Count' | 'Milliseconds' | 'Seconds' | 'None',
  observations: Observations,
  dimensions: Record<string, string> = {},
): void {
  const stage = process.env['STAGE'];
  const names = Object.keys(observations);
  if (!stage || names.length === 0) return;
  const by = { Stage: stage, ...dimensions };
  const definition = {
    Namespace: NAMESPACE,
    Dimensions: [Object.keys(by)],
    Metrics: names.map((Name) => ({ Name, Unit: unit })),
  };
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] }, ...by, ...observations };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
