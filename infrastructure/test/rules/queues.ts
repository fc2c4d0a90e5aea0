import { ofType, type Resource, resource, type Template, target } from '../../scripts/template.ts';
import type { Rule } from './rule.ts';

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** A queue of messages that were given up on: a DLQ, or the on-failure destination of streams or schedules. */
export function isDeadLetter({ Properties }: Resource): boolean {
  return /-(dlq|(stream|schedule)-failures)$/.test(Properties.QueueName);
}

const queues = (template: Template) => ofType(template, 'AWS::SQS::Queue');

export const sourceQueueRedrives: Rule = {
  name: 'a source queue gives up on a message after 5 receives and moves it to a DLQ',
  violations: (template) =>
    queues(template)
      .filter(([, queue]) => !isDeadLetter(queue))
      .filter(([, { Properties }]) => {
        const dlq = template.Resources[target(Properties.RedrivePolicy?.deadLetterTargetArn) ?? ''];
        return !dlq || !isDeadLetter(dlq) || Properties.RedrivePolicy.maxReceiveCount !== 5;
      })
      .map(([id]) => id),
  breaks: {
    'no redrive policy': (template) => {
      delete resource(template, 'InventoryQueue').Properties.RedrivePolicy;
    },
    'redrive to a source queue': (template) => {
      resource(template, 'InventoryQueue').Properties.RedrivePolicy.deadLetterTargetArn = {
        Ref: 'SignupQueue',
      };
    },
    'another receive count': (template) => {
      resource(template, 'SignupQueue').Properties.RedrivePolicy.maxReceiveCount = 50;
    },
  },
};

export const deadLettersAreKept: Rule = {
  name: 'a DLQ keeps its messages for 14 days',
  violations: (template) =>
    queues(template)
      .filter(([, queue]) => isDeadLetter(queue))
      .filter(([, { Properties }]) => Properties.MessageRetentionPeriod !== FOURTEEN_DAYS)
      .map(([id]) => id),
  breaks: {
    'default retention': (template) => {
      delete resource(template, 'UsersStreamFailures').Properties.MessageRetentionPeriod;
    },
  },
};

export const redriveIsAllowedToOwner: Rule = {
  name: 'a DLQ takes messages of its own source queue only',
  violations: (template) =>
    queues(template)
      .filter(([, { Properties }]) => Properties.RedrivePolicy)
      .filter(([, { Properties }]) => {
        const dlq = template.Resources[target(Properties.RedrivePolicy.deadLetterTargetArn) ?? ''];
        const { redrivePermission, sourceQueueArns = [] } = dlq?.Properties.RedriveAllowPolicy ?? {};
        const sources = sourceQueueArns.map((arn: { 'Fn::Sub': string }) => arn['Fn::Sub'].split(':').at(-1));
        return redrivePermission !== 'byQueue' || sources.join() !== Properties.QueueName;
      })
      .map(([id]) => id),
  breaks: {
    'no redrive allow policy': (template) => {
      delete resource(template, 'AnalyticsDlq').Properties.RedriveAllowPolicy;
    },
    "another queue's DLQ": (template) => {
      const { RedrivePolicy } = resource(template, 'AnalyticsQueue').Properties;
      RedrivePolicy.deadLetterTargetArn = { 'Fn::GetAtt': ['InventoryDlq', 'Arn'] };
    },
  },
};
