import { ofType, resource, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** A queue of failed messages: a DLQ, or the on-failure destination of streams or schedules. */
export function isDeadLetter({ Properties }: TemplateResource): boolean {
  return /-(dlq|(stream|schedule)-failures)$/.test(Properties.QueueName);
}

const queues = (template: Template) => ofType(template, 'AWS::SQS::Queue');

const HOUR = 3_600;
/** Seconds: `retryBaseSeconds` of a real stage, and the longest delay of packages/lambda/src/retry.ts. */
const BASE = 15;
const LONGEST = 900;

/** The minimum wait of a message in an outage until it has this many receives: half of each delay. */
const patience = (receives: number) =>
  Array.from({ length: receives - 1 }, (_, index) => Math.min(LONGEST, BASE * 2 ** index) / 2).reduce(
    (sum, seconds) => sum + seconds,
    0,
  );

export const sourceQueueRedrives: Rule = {
  name: 'a source queue outlasts an outage of an hour, and moves what fails by itself to a DLQ within ten minutes',
  violations: (template) =>
    queues(template)
      .filter(([, queue]) => !isDeadLetter(queue))
      .filter(([, { Properties }]) => {
        const { deadLetterTargetArn, maxReceiveCount = 0 } = Properties.RedrivePolicy ?? {};
        const dlq = template.Resources[target(deadLetterTargetArn) ?? ''];
        // SES can make a mail wait for a day, or until an address is verified.
        const hours = Properties.QueueName.endsWith('-mails') ? 24 : 1;
        const patient =
          patience(maxReceiveCount) >= hours * HOUR && maxReceiveCount * BASE <= (hours * HOUR) / 6;
        return !dlq || !isDeadLetter(dlq) || !patient;
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
    'too little patience': (template) => {
      resource(template, 'SignupQueue').Properties.RedrivePolicy.maxReceiveCount = 10;
    },
    'too much patience with poison': (template) => {
      resource(template, 'SignupQueue').Properties.RedrivePolicy.maxReceiveCount = 100;
    },
  },
};

/** The maximum retention of SQS. It counts from when the message was first sent, in its DLQ, too. */
export const messagesAreKept: Rule = {
  name: 'a queue, source or DLQ, keeps its messages for 14 days',
  violations: (template) =>
    queues(template)
      .filter(([, { Properties }]) => Properties.MessageRetentionPeriod !== FOURTEEN_DAYS)
      .map(([id]) => id),
  breaks: {
    'a source queue with the default, 4 days': (template) => {
      delete resource(template, 'ImportChunksQueue').Properties.MessageRetentionPeriod;
    },
    'a DLQ with the default': (template) => {
      delete resource(template, 'StreamFailures').Properties.MessageRetentionPeriod;
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
