import type { AlarmState } from '@orderflow/ops/stage/types';
import type { AlarmDefinition } from './definition.ts';

const comparisons: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

type Rule = Pick<AlarmDefinition, 'comparison' | 'threshold' | 'datapointsToAlarm' | 'missingData'>;

/**
 * Computes an alarm's state from one datapoint per period, the newest last. A period without data is undefined.
 *
 * The alarm is on when `datapointsToAlarm` of them breach. `missingData` says how missing ones count: as breaching, as
 * not breaching, or, when all are missing, as the current state or as INSUFFICIENT_DATA. CloudWatch also looks at some
 * older periods in place of missing ones; this function does not.
 *
 * @throws Error for an unknown comparison
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluate(
  { comparison, threshold, datapointsToAlarm, missingData }: Rule,
  datapoints: readonly (number | undefined)[],
  current: AlarmState,
): AlarmState {
  const breaches = comparisons[comparison];
  if (!breaches) throw new Error(`the comparison ${comparison} is not known here`);
  const missing = datapoints.filter((value) => value === undefined).length;
  const breaching = datapoints.filter((value) => value !== undefined && breaches(value, threshold)).length;
  if (missingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (missingData === 'notBreaching' || missing < datapoints.length) return 'OK';
  return missingData === 'ignore' ? current : 'INSUFFICIENT_DATA';
}
