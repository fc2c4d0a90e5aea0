import { describe, expect, test } from '@jest/globals';
import type { Template } from '@orderflow/stacks/template';
import { idleBill, idleDollars, idleUsage } from './idle.ts';

const stack = (Resources: object, more: object = {}) => ({ Resources, Outputs: {}, ...more }) as Template;
const one = (Type: string, Properties: object = {}, more: object = {}) => ({
  One: { Type, Properties, ...more },
});
const cost = (...templates: Template[]) => idleDollars(idleUsage(templates));

describe('a stage that nobody uses', () => {
  test.each([
    [29.2, one('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } })],
    [10.95, one('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'PROVISIONED' }, ShardCount: 1 })],
    [6, one('AWS::Cognito::UserPoolClient', { AllowedOAuthFlows: ['client_credentials'] })],
    [0, one('AWS::Cognito::UserPoolClient', {})],
    [0.1, one('AWS::CloudWatch::Alarm', { Period: 60 })],
    [0.3, one('AWS::CloudWatch::Alarm', { Period: 10 })],
    [0.1051, one('AWS::Lambda::EventSourceMapping', {})],
    [0.2628, one('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 2 } })],
    [0, one('AWS::Lambda::EventSourceMapping', { StartingPosition: 'LATEST' })],
    [0, one('AWS::DynamoDB::Table')],
  ])('costs $%d a month with %j', (dollars, resources) => {
    expect(cost(stack(resources))).toBeCloseTo(dollars, 4);
  });

  test('an alarm costs by the metrics that it reads, not by what it reckons', () => {
    const Metrics = [{ Expression: 'a+b' }, { MetricStat: { Period: 300 } }, { MetricStat: { Period: 300 } }];
    expect(cost(stack(one('AWS::CloudWatch::Alarm', { Metrics })))).toBeCloseTo(0.2);
  });

  test('pays for no resource whose condition does not hold', () => {
    const Conditions = { Never: { 'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Equals': ['a', 'b'] }] } };
    const client = {
      AllowedOAuthFlows: { 'Fn::If': ['Never', ['client_credentials'], { Ref: 'AWS::NoValue' }] },
    };
    expect(cost(stack(one('AWS::KMS::Key', {}, { Condition: 'Never' }), { Conditions }))).toBe(0);
    expect(cost(stack(one('AWS::Cognito::UserPoolClient', client), { Conditions }))).toBe(0);
  });

  test('publishes a metric in the hours in which its schedule runs', () => {
    const rule = (ScheduleExpression: string) =>
      one('AWS::Events::Rule', {
        ScheduleExpression,
        Targets: [{ Arn: { 'Fn::GetAtt': ['TidyImportsLambdaFunction', 'Arn'] } }],
      });
    const metrics = (resources: object) =>
      Object.fromEntries(idleBill(idleUsage([stack(resources)])))['custom metrics'];
    expect(metrics(rule('rate(1 hour)'))).toBeCloseTo(0.3);
    expect(metrics(rule('rate(6 hours)'))).toBeCloseTo(0.05);
    expect(metrics(rule('rate(1 minute)'))).toBeCloseTo(0.3);
  });

  test('has no resource whose price nobody knows', () => {
    expect(() => cost(stack(one('AWS::OpenSearch::Domain')))).toThrow(
      'what does AWS::OpenSearch::Domain cost',
    );
  });
});
