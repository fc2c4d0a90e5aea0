// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import { expect, test } from '@jest/globals';
import { deployedResources } from './deployedResources.ts';

const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-prod-inventory';
const deployed = {
  stack: 'base',
  physicalIds: new Map([
    ['Queue', url],
    ['Alarm', 'orderflow-prod-inventory-age'],
  ]),
  pseudoParameters: { 'AWS::Region': 'eu-central-1' },
  exports: new Map([['orderflow-prod-alarm-topic-arn', 'arn:alarms']]),
};

const alarm = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: { 'Fn::Sub': '${Queue.QueueName} in ${AWS::Region}' },
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }],
    AlarmActions: [{ 'Fn::ImportValue': 'orderflow-prod-alarm-topic-arn' }],
    OKActions: [{ Ref: 'NotYetThere' }],
    Period: { 'Fn::If': ['Patient', 3600, 60] },
  },
};
const Resources = {
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  Alarm: alarm,
  NotYetThere: { Type: 'AWS::SNS::Topic', Properties: {} },
  Never: { Type: 'AWS::SNS::Topic', Condition: 'Patient', Properties: {} },
};
const Conditions = { Patient: { 'Fn::Equals': ['yes', 'no'] } };

test('the resources of a deployed stack are read with what they refer to, also in the middle of a deployment', () => {
  expect(deployedResources({ Conditions, Resources, Outputs: {} }, deployed)).toEqual([
    { logicalId: 'Queue', type: 'AWS::SQS::Queue', physicalId: url, properties: {} },
    {
      logicalId: 'Alarm',
      type: 'AWS::CloudWatch::Alarm',
      physicalId: 'orderflow-prod-inventory-age',
      properties: {
        AlarmName: 'orderflow-prod-inventory in eu-central-1',
        Dimensions: [{ Name: 'QueueName', Value: 'orderflow-prod-inventory' }],
        AlarmActions: ['arn:alarms'],
        OKActions: ['NotYetThere'],
        Period: 60,
      },
    },
  ]);
});
