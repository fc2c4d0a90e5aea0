import type { Resource, Stack } from '@orderflow/ops/stage/types';
import { type Evaluate, readMetricMath } from './metricMath.ts';

/** A metric's values by period. */
export interface MetricStatistic {
  metric: string;
  statistic: string;
}

/** An AWS::CloudWatch::Alarm of a template. */
export interface AlarmDefinition {
  name: string;
  description: string;
  /** The watched value, in words. */
  label: string;
  /** The metrics that the value is computed from, by id. */
  metrics: Record<string, MetricStatistic>;
  /** Computes the value. */
  value: Evaluate;
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

/**
 * The alarms of the templates, except composite alarms (see composite.ts).
 *
 * @throws Error for metric math that is not supported
 */
export const readAlarms = (stacks: readonly Stack[]): AlarmDefinition[] =>
  stacks
    .flatMap(({ name, resources }) => resources.map((resource) => ({ name, resource })))
    .filter(({ resource }) => resource.type === 'AWS::CloudWatch::Alarm')
    .map(({ name, resource }) => readAlarm(resource, name));

function readAlarm({ logicalId, properties: given }: Resource, stack: string): AlarmDefinition {
  const periods = Number(given['EvaluationPeriods']);
  const watched = given['MetricName'] ? oneMetric(given, stack) : metricMath(given, stack);
  return {
    ...watched,
    name: String(given['AlarmName'] ?? logicalId),
    description: String(given['AlarmDescription'] ?? ''),
    evaluationPeriods: periods,
    datapointsToAlarm: Number(given['DatapointsToAlarm'] ?? periods),
    comparison: String(given['ComparisonOperator']),
    threshold: Number(given['Threshold']),
    missingData: String(given['TreatMissingData'] ?? 'missing'),
  };
}

type Watched = Pick<AlarmDefinition, 'label' | 'metrics' | 'value' | 'periodSeconds'>;

interface Metric {
  Namespace?: unknown;
  MetricName?: unknown;
  Dimensions?: { Name: string; Value: string }[];
}

function oneMetric(given: Record<string, unknown>, stack: string): Watched {
  const statistic = String(given['Statistic'] ?? given['ExtendedStatistic']);
  return {
    label: `${statistic} of ${given['MetricName']}`,
    metrics: { it: { metric: keyOf(given as Metric, stack), statistic } },
    value: ({ it }) => it,
    periodSeconds: Number(given['Period']),
  };
}

interface Query {
  Id: string;
  Expression?: string;
  Label?: string;
  MetricStat?: { Metric: Metric; Stat: string; Period: number };
}

/** An expression over metrics. */
function metricMath({ Metrics }: Record<string, unknown>, stack: string): Watched {
  const queries = Metrics as Query[];
  const [expression = '', ...others] = queries.flatMap(({ Expression = [] }) => Expression);
  if (others.length > 0) throw new Error('expressions that use each other are not known here');
  const stats = queries.flatMap(({ Id, MetricStat }) => (MetricStat ? [{ Id, ...MetricStat }] : []));
  return {
    label: queries.find(({ Label }) => Label)?.Label ?? expression,
    metrics: Object.fromEntries(
      stats.map(({ Id, Metric, Stat }) => [Id, { metric: keyOf(Metric, stack), statistic: Stat }]),
    ),
    value: readMetricMath(expression),
    periodSeconds: Math.max(...stats.map(({ Period }) => Number(Period))),
  };
}

/** Locally, APIs and distributions have no id. The stack's name takes its place. */
const NO_ID = ['ApiId', 'DistributionId'];

const keyOf = ({ Namespace, MetricName, Dimensions = [] }: Metric, stack: string): string =>
  metricKey(
    String(Namespace),
    String(MetricName),
    Object.fromEntries(
      Dimensions.map(({ Name, Value }) => [Name, NO_ID.includes(Name) ? stack : String(Value)]),
    ),
  );
