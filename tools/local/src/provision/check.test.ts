import { expect, test } from '@jest/globals';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { checkStacks } from './check.ts';

const stackOf = (...resources: Resource[]): Stack[] => [{ name: 'demo', resources }];

test('a known type with known properties passes', () => {
  const properties = {
    TableName: 'users',
    GlobalSecondaryIndexes: [{ IndexName: 'byUser', KeySchema: [] }],
    Tags: [],
  };
  expect(() =>
    checkStacks(stackOf({ logicalId: 'Users', type: 'AWS::DynamoDB::Table', properties })),
  ).not.toThrow();
});

test('an unknown type is an error that names it', () => {
  const unknown = { logicalId: 'Cache', type: 'AWS::ElastiCache::CacheCluster', properties: {} };
  expect(() => checkStacks(stackOf(unknown))).toThrow(
    'demo: Cache has the unknown type AWS::ElastiCache::CacheCluster',
  );
});

test('every unknown property is named, also inside objects and lists', () => {
  const stacks = stackOf(
    { logicalId: 'Inbox', type: 'AWS::SQS::Queue', properties: { QueueName: 'inbox', Colour: 'red' } },
    {
      logicalId: 'Users',
      type: 'AWS::DynamoDB::Table',
      properties: { GlobalSecondaryIndexes: [{ IndexName: 'a' }, { IndexName: 'b', Sparse: true }] },
    },
  );
  expect(() => checkStacks(stacks)).toThrow(
    /demo: Inbox \(AWS::SQS::Queue\) has the unknown property Colour\ndemo: Users \(AWS::DynamoDB::Table\) has the unknown property GlobalSecondaryIndexes\.Sparse$/,
  );
});

test('a property named like something every object has is unknown too', () => {
  const resource = { logicalId: 'Inbox', type: 'AWS::SQS::Queue', properties: { constructor: 1 } };
  expect(() => checkStacks(stackOf(resource))).toThrow('unknown property constructor');
});
