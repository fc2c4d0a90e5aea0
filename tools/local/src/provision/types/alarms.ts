import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { physicalName, type ResourceType, type Shape } from '../resourceType.ts';

const names = (properties: string[]): Shape =>
  Object.fromEntries(properties.map((name) => [name, reasons.alarms]));

const identity = {
  ref: (resource) => physicalName(resource, 'AlarmName'),
  attributes: {
    Arn: (resource) =>
      `arn:aws:cloudwatch:${region}:${accountId}:alarm:${physicalName(resource, 'AlarmName')}`,
  },
} satisfies Partial<ResourceType>;

const common = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'InsufficientDataActions',
  'OKActions',
  'Tags',
];

export const alarm: ResourceType = {
  ...identity,
  properties: names([
    ...common,
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluateLowSampleCountPercentile',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'MetricName',
    'Metrics',
    'Namespace',
    'Period',
    'Statistic',
    'Threshold',
    'ThresholdMetricId',
    'TreatMissingData',
    'Unit',
  ]),
};

export const compositeAlarm: ResourceType = {
  ...identity,
  properties: names([
    ...common,
    'ActionsSuppressor',
    'ActionsSuppressorExtensionPeriod',
    'ActionsSuppressorWaitPeriod',
    'AlarmRule',
  ]),
};

export const dashboard: ResourceType = {
  ref: (resource) => physicalName(resource, 'DashboardName'),
  properties: names(['DashboardBody', 'DashboardName', 'Tags']),
};
