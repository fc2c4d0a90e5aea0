import { ofType, type Resource, type Template, target } from '../../scripts/template.ts';
import type { Rule } from './rule.ts';

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm');

/** What must have an alarm in a service, by type: the dimension's value that names it, and the metrics. */
const WATCHED: Record<string, (id: string, one: Resource, template: Template) => [unknown, string[]]> = {
  'AWS::ApiGatewayV2::Api': (id) => [id, ['5xx', 'Latency']],
  'AWS::StepFunctions::StateMachine': (id) => [id, ['ExecutionsFailed', 'ExecutionsTimedOut']],
  'AWS::Lambda::EventSourceMapping': (_, { Properties }, template) => [
    template.Resources[target(Properties.FunctionName) ?? '']?.Properties.FunctionName,
    Properties.StartingPosition ? ['IteratorAge'] : [],
  ],
};

export const servicesAreWatched: Rule = {
  name: 'an API, a state machine and a reader of a stream have alarms on what their callers would notice',
  violations: (template) =>
    Object.entries(template.Resources).flatMap(([id, one]) => {
      const [subject, metrics] = WATCHED[one.Type]?.(id, one, template) ?? [undefined, []];
      const watched = alarms(template)
        .map(([, { Properties }]) => Properties)
        .filter(({ Dimensions }) => {
          const value = Dimensions?.[0]?.Value;
          return (target(value) ?? value) === subject;
        })
        .map(({ MetricName }) => MetricName);
      return metrics.every((metric) => watched.includes(metric)) ? [] : [id];
    }),
  breaks: {
    'no alarm on an API': (template) => {
      for (const [id] of alarms(template))
        if (id.endsWith('ServerErrorsAlarm')) delete template.Resources[id];
    },
    'no alarm on a state machine': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('TimedOutAlarm')) delete template.Resources[id];
    },
    'no alarm on the age of what a stream holds': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('IteratorAgeAlarm')) delete template.Resources[id];
    },
  },
};

/** Metrics that one alarm computes with, as `<metric> of <queue>`. */
const computed = ([, { Properties }]: [string, Resource]): string[] =>
  (Properties.Metrics ?? []).flatMap(({ MetricStat }: { MetricStat?: Resource['Properties'] }) =>
    MetricStat ? [`${MetricStat.Metric.MetricName} of ${target(MetricStat.Metric.Dimensions[0].Value)}`] : [],
  );

export const standstillIsNoticed: Rule = {
  name: 'an alarm compares what waits of imports with what is taken',
  violations: (template) =>
    ['ApproximateNumberOfMessagesVisible', 'NumberOfMessagesReceived']
      .map((metric) => `${metric} of ImportChunksQueue`)
      .filter((metric) => !alarms(template).flatMap(computed).includes(metric)),
  breaks: {
    'no alarm': (template) => {
      delete template.Resources.ImportStuckAlarm;
    },
  },
};
