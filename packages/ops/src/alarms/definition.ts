import type { Resource, Stack } from '../stage/types.ts';

/** What an AWS::CloudWatch::Alarm on one metric says. */
export interface AlarmDefinition {
  name: string;
  description: string;
  metric: string;
  statistic: string;
  periodSeconds: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  comparison: string;
  threshold: number;
  missingData: string;
}

/** An alarm's metric: namespace, name and dimensions, as one text. */
export function metricKey(namespace: string, name: string, dimensions: Record<string, string>): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => a.localeCompare(b));
  return [namespace, name, ...sorted.map(([key, value]) => `${key}=${value}`)].join('|');
}

/** The alarms of the templates that watch one metric. Metric math and composite alarms are CloudWatch's alone. */
export const readAlarms = (stacks: readonly Stack[]): AlarmDefinition[] =>
  stacks
    .flatMap(({ name, resources }) => resources.map((resource) => ({ name, resource })))
    .filter(({ resource }) => resource.type === 'AWS::CloudWatch::Alarm' && resource.properties['MetricName'])
    .map(({ name, resource }) => readAlarm(resource, name));

function readAlarm({ logicalId, properties: given }: Resource, stack: string): AlarmDefinition {
  const dimensions = (given['Dimensions'] ?? []) as { Name: string; Value: string }[];
  const periods = Number(given['EvaluationPeriods']);
  return {
    name: String(given['AlarmName'] ?? logicalId),
    description: String(given['AlarmDescription'] ?? ''),
    metric: metricKey(
      String(given['Namespace']),
      String(given['MetricName']),
      Object.fromEntries(
        // Locally, APIs have no id of their own; the service is what tells them apart.
        dimensions.map(({ Name, Value }) => [Name, Name === 'ApiId' ? stack : Value]),
      ),
    ),
    statistic: String(given['Statistic'] ?? given['ExtendedStatistic']),
    periodSeconds: Number(given['Period']),
    evaluationPeriods: periods,
    datapointsToAlarm: Number(given['DatapointsToAlarm'] ?? periods),
    comparison: String(given['ComparisonOperator']),
    threshold: Number(given['Threshold']),
    missingData: String(given['TreatMissingData'] ?? 'missing'),
  };
}
