import type { Clock } from './clock.ts';
import type { Invocation } from './invoke.ts';
import type { PlannedMapping } from './poller.ts';

/** Takes a line in the Embedded Metric Format. */
export type WriteMetric = (line: string) => void;

/**
 * Plays a mapping and writes the metrics of SQS and Lambda: messages received, throttles and, at each attempt, the age of
 * the last record of a batch (iterator age). A function that could not be invoked counts as throttled.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function measured(
  { mapping, invoke }: PlannedMapping,
  write: WriteMetric,
  { now }: Pick<Clock, 'now'>,
): PlannedMapping {
  const FunctionName = mapping.functionName;
  const add = (namespace: string, dimension: Record<string, string>, metric: string, value: number) =>
    write(metricLine(namespace, dimension, metric, value, now()));
  return {
    mapping,
    async invoke(records, more) {
      const arrivedAt = arrivalOf(records.at(-1));
      if (mapping.kind === 'stream' && arrivedAt !== undefined) {
        add('AWS/Lambda', { FunctionName }, 'IteratorAge', Math.max(0, now() - arrivedAt));
      }
      const invocation: Invocation = await invoke(records, more);
      const throttled = invocation.status === 'uninvoked';
      add('AWS/Lambda', { FunctionName }, 'Throttles', throttled ? 1 : 0);
      if (mapping.kind === 'queue' && !throttled) {
        const QueueName = mapping.sourceArn.split(':').at(-1) ?? '';
        add('AWS/SQS', { QueueName }, 'NumberOfMessagesReceived', records.length);
      }
      return invocation;
    },
  };
}

/** When a record of a table's or a Kinesis stream arrived, in milliseconds since the epoch. */
function arrivalOf(record: object | undefined): number | undefined {
  const { dynamodb, kinesis } = (record ?? {}) as {
    dynamodb?: { ApproximateCreationDateTime: number };
    kinesis?: { approximateArrivalTimestamp: number };
  };
  const seconds = dynamodb?.ApproximateCreationDateTime ?? kinesis?.approximateArrivalTimestamp;
  return seconds === undefined ? undefined : seconds * 1000;
}

function metricLine(
  namespace: string,
  dimension: Record<string, string>,
  metric: string,
  value: number,
  Timestamp: number,
): string {
  const definition = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimension)],
    Metrics: [{ Name: metric }],
  };
  return JSON.stringify({
    _aws: { Timestamp, CloudWatchMetrics: [definition] },
    ...dimension,
    [metric]: value,
  });
}
