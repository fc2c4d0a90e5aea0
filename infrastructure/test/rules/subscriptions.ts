import { ofType, resource, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import { policiesOf } from './policies.ts';
import type { Rule } from './rule.ts';

/** Only subscriptions of queues: people and their webhooks get every alarm, and SNS has its own retries for them. */
const subscriptions = (template: Template) =>
  ofType(template, 'AWS::SNS::Subscription').filter(([, { Properties }]) => Properties.Protocol === 'sqs');

/** True if the policy of `queue` lets SNS send for `topic`, and for no other source. */
function lets(template: Template, topic: string | undefined, queue: string | undefined): boolean {
  return policiesOf(template, queue ?? '')
    .flat()
    .some(
      ({ Effect, Principal, Action, Condition }) =>
        Effect === 'Allow' &&
        typeof Principal === 'object' &&
        Principal.Service === 'sns.amazonaws.com' &&
        Action === 'sqs:SendMessage' &&
        target(Condition?.ArnEquals?.['aws:SourceArn']) === topic,
    );
}

export const subscriptionsAreFiltered: Rule = {
  name: 'a subscription takes the event types it names, raw',
  violations: (template) =>
    subscriptions(template)
      .filter(
        ([, { Properties }]) => !Properties.RawMessageDelivery || !Properties.FilterPolicy?.type?.length,
      )
      .map(([id]) => id),
  breaks: {
    'wrapped messages': (template) => {
      delete resource(template, 'InventorySubscription').Properties.RawMessageDelivery;
    },
    'no filter': (template) => {
      delete resource(template, 'InventorySubscription').Properties.FilterPolicy;
    },
  },
};

const dlqOf = ({ RedrivePolicy }: TemplateResource['Properties']) =>
  target(RedrivePolicy?.deadLetterTargetArn);

export const subscriptionsDeliver: Rule = {
  name: 'a subscription has the DLQ of its queue, and its topic may send to both',
  violations: (template) =>
    subscriptions(template)
      .filter(([, { Properties }]) => {
        const [topic, queue] = [target(Properties.TopicArn), target(Properties.Endpoint)];
        const dlq = dlqOf(Properties);
        const own = dlq !== undefined && dlq === dlqOf(resource(template, queue ?? '').Properties);
        return !own || !lets(template, topic, queue) || !lets(template, topic, dlq);
      })
      .map(([id]) => id),
  breaks: {
    'no DLQ': (template) => {
      delete resource(template, 'OnboardingSubscription').Properties.RedrivePolicy;
    },
    "another queue's DLQ": (template) => {
      const { RedrivePolicy } = resource(template, 'AnalyticsSubscription').Properties;
      resource(template, 'InventorySubscription').Properties.RedrivePolicy = RedrivePolicy;
    },
    'a DLQ that SNS may not send to': (template) => {
      const { Queues } = resource(template, 'SubscribedQueuesPolicy').Properties;
      resource(template, 'QueuesPolicy').Properties.Queues.push(Queues.pop());
    },
    'a queue open to every topic': (template) => {
      const [, allow] = resource(template, 'SubscribedQueuesPolicy').Properties.PolicyDocument.Statement;
      delete allow.Condition;
    },
  },
};

/** A filter on a type that is never published would silently starve its consumer. */
export function filtersAreKnown(eventTypes: string[]): Rule {
  return {
    name: 'a filter names event types that have a schema',
    violations: (template) =>
      subscriptions(template)
        .filter(([, { Properties }]) =>
          Properties.FilterPolicy?.type?.some((type: string) => !eventTypes.includes(type)),
        )
        .map(([id]) => id),
    breaks: {
      'a misspelt type': (template) => {
        resource(template, 'AnalyticsSubscription').Properties.FilterPolicy.type.push('order.canceled.v1');
      },
    },
  };
}
