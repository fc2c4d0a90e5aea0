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
 * An alarm's state from one datapoint a period, the newest last; a period without data is undefined.
 *
 * It alarms when `datapointsToAlarm` of them breach. Missing ones count as breaching or not, or leave the state as it
 * was, or say nothing. CloudWatch also looks at some older periods to stand in for missing ones; this does not.
 *
 * @throws Error for a comparison that it does not know
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
