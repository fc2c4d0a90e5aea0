import type { Template } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

/**
 * Why resources of a type have our own name. CloudFormation cannot replace such a resource: it creates the new one
 * before it deletes the old one, and both would need the same name.
 */
const REASONS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'data: never replaced by a deployment, but restored or copied by hand under a name',
  'AWS::S3::Bucket': 'data: as a table',
  'AWS::Cognito::UserPool': 'a label: two pools may have the same',
  'AWS::Cognito::UserPoolClient': 'a label: the client is known by its id',
  'AWS::Cognito::UserPoolResourceServer': 'a label; scopes are named by its identifier',
  'AWS::SQS::Queue': 'redrive policies name each other, and people and tools find a queue by its name',
  'AWS::SNS::Topic': 'found by name; nothing but a new name makes CloudFormation replace one',
  'AWS::Kinesis::Stream': 'found by name; nothing but a new name makes CloudFormation replace one',
  'AWS::CloudWatch::Alarm':
    'composite alarms name it; nothing but a new name makes CloudFormation replace one',
  'AWS::CloudWatch::CompositeAlarm': 'as an alarm',
  'AWS::CloudWatch::Dashboard': 'found by name; nothing but a new name makes CloudFormation replace one',
  'AWS::Events::Rule': 'found by name; nothing but a new name makes CloudFormation replace one',
  'AWS::StepFunctions::StateMachine': 'its ARN is a parameter of functions that the machine itself calls',
  'AWS::Lambda::Function': 'the framework names it; the kill switches of the runbook call it so',
  'AWS::Lambda::Alias': 'Lambda asks for one; nothing but a new name makes CloudFormation replace one',
  'AWS::Logs::LogGroup': 'Lambda writes to the group of this name and would make it without retention',
  'AWS::CloudFront::Function': 'CloudFront asks for one; its alarm and its log group are found by it',
  'AWS::CloudFront::KeyValueStore': 'CloudFront asks for one; nothing but a new name replaces a store',
  'AWS::ApiGatewayV2::Api': 'a label: two APIs may have the same',
  'AWS::ApiGatewayV2::Authorizer': 'a label within its API',
  'AWS::ApiGatewayV2::Stage': 'the stage $default belongs to its API',
};

/** `TableName` of a Table, `AlarmName` of a CompositeAlarm, or just `Name`. */
const isOwnName = (type: string, property: string) =>
  property.endsWith('Name') && (type.split('::').at(-1) ?? '').endsWith(property.slice(0, -'Name'.length));

export const namesHaveReasons: Rule = {
  name: 'a resource has a name, which stands in the way of its replacement, for a reason only',
  violations: ({ Resources }) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => !REASONS[Type])
      .filter(([, { Type, Properties = {} }]) => Object.keys(Properties).some((one) => isOwnName(Type, one)))
      .map(([id]) => id),
  breaks: {
    'a policy with a name': (template: Template) => {
      template.Resources['NamedPolicy'] = {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'orderflow' },
      };
    },
  },
};
