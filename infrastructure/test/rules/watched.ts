import { ofType, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm');

/** What needs an alarm: the value of its dimension, and the metrics. */
type Watched = [subject: unknown, metrics: string[]][];

const nameOf = (template: Template, functionReference: unknown) =>
  template.Resources[target(functionReference) ?? '']?.Properties.FunctionName;

/** The metrics that need an alarm, by the type of a service's resource. */
const WATCHED: Record<string, (id: string, one: TemplateResource, template: Template) => Watched> = {
  'AWS::ApiGatewayV2::Api': (id) => [[id, ['5xx', 'Latency']]],
  'AWS::StepFunctions::StateMachine': (id) => [[id, ['ExecutionsFailed', 'ExecutionsTimedOut']]],
  'AWS::Lambda::EventSourceMapping': (_, { Properties }, template) =>
    Properties.StartingPosition ? [[nameOf(template, Properties.FunctionName), ['IteratorAge']]] : [],
  'AWS::Events::Rule': (id, { Properties }, template) => [
    [id, ['FailedInvocations']],
    [nameOf(template, Properties.Targets[0].Arn), ['Throttles', 'Duration']],
  ],
};

/** The metrics of one subject that have an alarm. */
const watchedOf = (template: Template, subject: unknown): string[] =>
  alarms(template)
    .map(([, { Properties }]) => Properties)
    .filter(({ Dimensions }) => {
      const value = Dimensions?.[0]?.Value;
      return (target(value) ?? value) === subject;
    })
    .map(({ MetricName }) => MetricName);

export const servicesAreWatched: Rule = {
  name: 'an API, a state machine, a schedule and a reader of a stream have alarms on what fails unseen',
  violations: (template) =>
    Object.entries(template.Resources)
      .filter(([id, one]) =>
        (WATCHED[one.Type]?.(id, one, template) ?? []).some(([subject, metrics]) => {
          const watched = watchedOf(template, subject);
          return metrics.some((metric) => !watched.includes(metric));
        }),
      )
      .map(([id]) => id),
  breaks: {
    'no alarm on an API': (template) => {
      for (const [id] of alarms(template))
        if (id.endsWith('ServerErrorsAlarm')) delete template.Resources[id];
    },
    'no alarm on a state machine': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('TimedOutAlarm')) delete template.Resources[id];
    },
    'no alarm on a schedule': (template) => {
      for (const [id] of alarms(template))
        if (id.endsWith('FailedInvocationsAlarm')) delete template.Resources[id];
    },
    'no alarm on the age of what a stream holds': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('IteratorAgeAlarm')) delete template.Resources[id];
    },
  },
};

/** The metrics in an alarm's expression, as `<metric> of <queue>`. */
const computed = ([, { Properties }]: [string, TemplateResource]): string[] =>
  (Properties.Metrics ?? []).flatMap(({ MetricStat }: { MetricStat?: TemplateResource['Properties'] }) =>
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

/** Our own metrics that need an alarm, with the alarm on each. */
const OWN_METRICS = {
  AuthorizationsExpiring: 'AuthorizationsExpiringAlarm',
  ImportsStuck: 'ImportsWithoutProgressAlarm',
  PaymentsStuck: 'PaymentsFailedAlarm',
  ReservationsExpired: 'ReservationsExpiredAlarm',
  RetrySeconds: 'ConsumersWaitAlarm',
  MailSeconds: 'MailsWaitAlarm',
  MailsHeldUp: 'MailsHeldUpAlarm',
  DecisionLag: 'DecisionsLateAlarm',
};

export const ownMetricsAreNoticed: Rule = {
  name: 'an alarm tells of imports without progress, of payments that are stuck, and of consumers, mails and orders that wait',
  violations: (template) =>
    Object.keys(OWN_METRICS).filter(
      (metric) => !alarms(template).some(([, { Properties }]) => Properties.MetricName === metric),
    ),
  breaks: Object.fromEntries(
    Object.values(OWN_METRICS).map((id) => [`no ${id}`, (template) => void delete template.Resources[id]]),
  ),
};

export const failingStepsAreNoticed: Rule = {
  name: 'an alarm tells of the steps of a workflow that are tried again and again',
  violations: (template) =>
    ofType(template, 'AWS::StepFunctions::StateMachine')
      .filter(
        () => !alarms(template).some(([, { Properties }]) => Properties.MetricName?.endsWith('StepErrors')),
      )
      .map(([id]) => id),
  breaks: {
    'no alarm': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('StepsAlarm')) delete template.Resources[id];
    },
  },
};
