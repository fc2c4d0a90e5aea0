import { ofType, type Resource, resource, type Template, target } from '../../scripts/template.ts';
import { isDeadLetter } from './queues.ts';
import type { Rule } from './rule.ts';

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm');

/** The queues of one kind that no alarm watches by `metric`. */
function unwatched(template: Template, metric: string, kind: (queue: Resource) => boolean): string[] {
  const watched = alarms(template)
    .filter(([, { Properties }]) => Properties.Namespace === 'AWS/SQS' && Properties.MetricName === metric)
    .map(([, { Properties }]) => target(Properties.Dimensions[0].Value));
  return ofType(template, 'AWS::SQS::Queue')
    .filter(([id, queue]) => kind(queue) && !watched.includes(id))
    .map(([id]) => id);
}

export const deadLettersAreNoticed: Rule = {
  name: 'a DLQ has an alarm on its depth',
  violations: (template) => unwatched(template, 'ApproximateNumberOfMessagesVisible', isDeadLetter),
  breaks: {
    'no alarm': (template) => {
      delete template.Resources.UsersStreamFailuresDepthAlarm;
    },
    'a metric that does not move on redrive': (template) => {
      resource(template, 'SignupDlqDepthAlarm').Properties.MetricName = 'NumberOfMessagesSent';
    },
  },
};

export const delaysAreNoticed: Rule = {
  name: 'a source queue has an alarm on the age of its oldest message',
  violations: (template) =>
    unwatched(template, 'ApproximateAgeOfOldestMessage', (queue) => !isDeadLetter(queue)),
  breaks: {
    'no alarm': (template) => {
      delete template.Resources.ImportChunksQueueAgeAlarm;
    },
  },
};

export const alarmsReachPeople: Rule = {
  name: 'an alarm notifies the alarm topic and says what it means',
  violations: (template) =>
    alarms(template)
      .filter(
        ([, { Properties }]) =>
          target(Properties.AlarmActions?.[0]) !== 'AlarmTopic' ||
          !Properties.AlarmDescription ||
          !Properties.TreatMissingData,
      )
      .map(([id]) => id),
  breaks: {
    'no action': (template) => {
      delete resource(template, 'SignupQueueAgeAlarm').Properties.AlarmActions;
    },
    'no description': (template) => {
      delete resource(template, 'SignupQueueAgeAlarm').Properties.AlarmDescription;
    },
    'missing data left to the default': (template) => {
      delete resource(template, 'SignupQueueAgeAlarm').Properties.TreatMissingData;
    },
  },
};
