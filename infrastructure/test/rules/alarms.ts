import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseStack } from '@orderflow/stacks/find';
import { ofType, resource, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import { isDeadLetter } from './queues.ts';
import type { Rule } from './rule.ts';

const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm');

/** The queues of one kind that no alarm watches by `metric`. */
function unwatched(template: Template, metric: string, kind: (queue: TemplateResource) => boolean): string[] {
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
      delete template.Resources.StreamFailuresDepthAlarm;
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

const runbook = readFileSync(join(baseStack.dir, '../docs/runbook.md'), 'utf8');
/** The anchors that GitHub generates for headings. */
const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-'),
);

export const alarmsLeadToTheRunbook: Rule = {
  name: 'an alarm has a name and leads to a section of the runbook',
  violations: (template) =>
    alarms(template)
      .filter(([, { Properties }]) => {
        const [, anchor = ''] = /docs\/runbook\.md#([\w-]+)$/.exec(Properties.AlarmDescription.trim()) ?? [];
        return !Properties.AlarmName || !anchors.includes(anchor);
      })
      .map(([id]) => id),
  breaks: {
    'no link': (template) => {
      for (const [, { Properties }] of alarms(template)) Properties.AlarmDescription = 'Something is wrong.';
    },
    'a section that is not there': (template) => {
      for (const [, { Properties }] of alarms(template)) Properties.AlarmDescription += '-gone';
    },
  },
};

/** For a service: without these alarms, failures that no caller waits for go unseen. */
export const eventFunctionsAreWatched: Rule = {
  name: 'a function of an event source has alarms on errors, throttles and duration',
  violations: (template) =>
    ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, { Properties }]) => {
      const name = template.Resources[target(Properties.FunctionName) ?? '']?.Properties.FunctionName;
      const watched = alarms(template)
        .filter((one) => one[1].Properties.Dimensions?.[0]?.Value === name)
        .map((one) => one[1].Properties.MetricName);
      return ['Errors', 'Throttles', 'Duration'].every((metric) => watched.includes(metric)) ? [] : [id];
    }),
  breaks: {
    'no alarm on errors': (template) => {
      for (const [id] of alarms(template)) if (id.endsWith('ErrorsAlarm')) delete template.Resources[id];
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
