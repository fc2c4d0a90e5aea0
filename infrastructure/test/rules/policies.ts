import { ofType, resource, type Template, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

interface Statement {
  Effect: string;
  Principal: string | { Service?: string };
  Action: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
}

const POLICIES: Record<string, { type: string; attachedTo: string; action: string }> = {
  'AWS::SQS::Queue': { type: 'AWS::SQS::QueuePolicy', attachedTo: 'Queues', action: 'sqs:*' },
  'AWS::SNS::Topic': { type: 'AWS::SNS::TopicPolicy', attachedTo: 'Topics', action: 'sns:Publish' },
  'AWS::S3::Bucket': { type: 'AWS::S3::BucketPolicy', attachedTo: 'Bucket', action: 's3:*' },
};

/**
 * The statements of the policies attached to the resource `id`.
 * A queue, topic or bucket has only one policy: a second one attached would replace the first.
 */
export function policiesOf(template: Template, id: string): Statement[][] {
  const kind = POLICIES[resource(template, id).Type];
  return ofType(template, kind?.type ?? '')
    .filter(([, { Properties }]) =>
      [Properties[kind?.attachedTo ?? '']].flat().some((to) => target(to) === id),
    )
    .map(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function deniesWithoutTls(statement: Statement, action: string): boolean {
  const { Effect, Principal, Action, Condition } = statement;
  const insecure = Condition?.Bool?.['aws:SecureTransport'];
  return Effect === 'Deny' && Principal === '*' && Action === action && String(insecure) === 'false';
}

export const tlsOnly: Rule = {
  name: 'a queue, topic or bucket has one policy, which refuses requests without TLS',
  violations: (template) =>
    Object.entries(POLICIES).flatMap(([type, { action }]) =>
      ofType(template, type)
        .map(([id]) => id)
        .filter((id) => {
          const [policy, ...more] = policiesOf(template, id);
          return more.length > 0 || !policy?.some((statement) => deniesWithoutTls(statement, action));
        }),
    ),
  breaks: {
    'a queue without policy': (template) => {
      resource(template, 'QueuesPolicy').Properties.Queues.pop();
    },
    'a topic without the statement': (template) => {
      resource(template, 'AlarmTopicPolicy').Properties.PolicyDocument.Statement.shift();
    },
    'a bucket without policy': (template) => {
      delete template.Resources.ImportsBucketPolicy;
    },
    'a condition turned round': (template) => {
      const [statement] = resource(template, 'EventsTopicPolicy').Properties.PolicyDocument.Statement;
      statement.Condition.Bool['aws:SecureTransport'] = true;
    },
    'a second policy': (template) => {
      resource(template, 'QueuesPolicy').Properties.Queues.push({ Ref: 'InventoryQueue' });
    },
  },
};
