/** The values of one metric in one line of a function's log. */
export interface Observed {
  namespace: string;
  name: string;
  unit: string;
  dimensions: Record<string, string>;
  values: number[];
}

interface Line extends Record<string, unknown> {
  _aws: {
    CloudWatchMetrics: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit?: string }[];
    }[];
  };
}

/**
 * Reads the metric values of a log line in the Embedded Metric Format. Any other line has none.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function readObserved(line: string): Observed[] {
  if (!line.startsWith('{"_aws"')) return [];
  const fields = JSON.parse(line) as Line;
  return fields._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name, Unit = 'None' }) => ({
        namespace: Namespace,
        name: Name,
        unit: Unit,
        dimensions: Object.fromEntries(names.map((name) => [name, String(fields[name])])),
        values: [fields[Name]].flat().map(Number),
      })),
    ),
  );
}
