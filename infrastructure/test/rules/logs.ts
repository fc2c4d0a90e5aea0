import { ofType, resource, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

interface Statement {
  Action: string | string[];
}

export const logGroupsAreTheStacks: Rule = {
  name: 'a log group is made by its stack alone, and that of an API grows no resource policy of the account',
  violations: (template) => [
    ...ofType(template, 'AWS::IAM::Role')
      .filter(([, { Properties }]) =>
        (Properties.Policies ?? [])
          .flatMap(
            (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
          )
          .flatMap(({ Action }: Statement) => Action)
          .includes('logs:CreateLogGroup'),
      )
      .map(([id]) => id),
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
    ...ofType(template, 'AWS::ApiGatewayV2::Stage')
      .map(([, { Properties }]) => target(Properties.AccessLogSettings?.DestinationArn) ?? '')
      .filter((id) => !resource(template, id).Properties.LogGroupName.startsWith('/aws/vendedlogs/')),
  ],
  breaks: {
    'a function that may make log groups': (template) => {
      const [role] = ofType(template, 'AWS::IAM::Role').filter(([id]) => id.endsWith('LambdaExecution'));
      role?.[1].Properties.Policies[0].PolicyDocument.Statement[0].Action.push('logs:CreateLogGroup');
    },
    'access logs under another name': (template) => {
      resource(template, 'HttpApiLogGroup').Properties.LogGroupName = '/aws/http-api/orderflow';
    },
  },
};
