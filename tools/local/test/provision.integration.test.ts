import { randomUUID } from 'node:crypto';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListSubscriptionsByTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { dynamoDbStream } from '../src/poller/dynamodbStream.ts';
import { RawStreamsClient } from '../src/poller/rawStreamsClient.ts';
import { provision } from '../src/provision/provision.ts';
import { accountId, readSettings, region } from '../src/settings.ts';

const settings = readSettings({ ORDERFLOW_PORT: new URL(String(process.env['ORDERFLOW_URL'])).port });
const dynamodb = new DynamoDBClient({});
const sns = new SNSClient({});
const sqs = new SQSClient({});
const s3 = new S3Client({ forcePathStyle: true });
const sfn = new SFNClient({});

const id = `demo-${randomUUID().slice(0, 8)}`;
const queueUrl = `${settings.endpoints.sqs}/${accountId}/${id}`;
const queueArn = `arn:aws:sqs:${region}:${accountId}:${id}`;
const dlqArn = `${queueArn}-dlq`;
const topicArn = `arn:aws:sns:${region}:${accountId}:${id}`;
const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${id}`;
const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${id}`;

/** In an order that no engine would accept: the subscription before its topic and queue. */
const resources: Resource[] = [
  {
    logicalId: 'Subscription',
    type: 'AWS::SNS::Subscription',
    properties: {
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      RawMessageDelivery: true,
      FilterPolicy: { type: ['wanted'] },
    },
  },
  { logicalId: 'Topic', type: 'AWS::SNS::Topic', properties: { TopicName: id } },
  {
    logicalId: 'Queue',
    type: 'AWS::SQS::Queue',
    properties: {
      QueueName: id,
      VisibilityTimeout: 7,
      RedrivePolicy: { deadLetterTargetArn: dlqArn, maxReceiveCount: 5 },
    },
  },
  { logicalId: 'Dlq', type: 'AWS::SQS::Queue', properties: { QueueName: `${id}-dlq` } },
  { logicalId: 'Bucket', type: 'AWS::S3::Bucket', properties: { BucketName: id } },
  {
    logicalId: 'Table',
    type: 'AWS::DynamoDB::Table',
    properties: {
      TableName: id,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'owner', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byOwner',
          KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  },
  {
    logicalId: 'Workflow',
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      StateMachineName: id,
      RoleArn: 'arn:aws:iam::000000000000:role/workflow',
      Definition: {
        StartAt: 'Greet',
        States: { Greet: { Type: 'Task', Resource: `\${greetArn}`, TimeoutSeconds: 5, End: true } },
      },
      DefinitionSubstitutions: { greetArn: functionArn },
      TracingConfiguration: { Enabled: true },
    },
  },
];
const stackOf = (...own: Resource[]): Stack[] => [{ name: 'demo', resources: own }];

beforeAll(async () => provision(settings, stackOf(...resources)));
afterAll(() => {
  for (const client of [dynamodb, sns, sqs, s3, sfn]) client.destroy();
});

test("the stream of a table has records from the start, which are nobody's, the table no items", async () => {
  const streams = new RawStreamsClient();
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: id }));
  const stream = dynamoDbStream(dynamodb, streams, String(Table?.LatestStreamArn));
  const arn = await stream.resolve();
  const [shard] = await stream.shards(arn);
  const iterator = await stream.iterator(arn, String(shard?.id), { at: 'TRIM_HORIZON' });
  const { Records } = await streams.records(iterator, 10);
  expect(Records).toMatchObject([{ eventName: 'INSERT' }, { eventName: 'REMOVE' }]);
  expect((await stream.read(iterator, 10)).records).toEqual([]);
  expect((await dynamodb.send(new ScanCommand({ TableName: id }))).Items).toEqual([]);
});

test('a table has its index, stream and time to live', async () => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: id }));
  expect(Table).toMatchObject({
    TableStatus: 'ACTIVE',
    GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const ttl = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: id }));
  expect(ttl.TimeToLiveDescription).toMatchObject({
    AttributeName: 'expiresAt',
    TimeToLiveStatus: 'ENABLED',
  });
});

test('a queue has its visibility timeout and dead-letter queue', async () => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  expect(Attributes?.['VisibilityTimeout']).toBe('7');
  expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '')).toEqual({
    deadLetterTargetArn: dlqArn,
    maxReceiveCount: 5,
  });
});

test('a state machine calls the functions that its substitutions name', async () => {
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(JSON.parse(definition ?? '')).toEqual({
    StartAt: 'Greet',
    States: { Greet: { Type: 'Task', Resource: functionArn, TimeoutSeconds: 5, End: true } },
  });
});

test('a bucket is there', async () => {
  await expect(s3.send(new HeadBucketCommand({ Bucket: id }))).resolves.toBeDefined();
});

test('a subscription delivers raw what its filter lets through', async () => {
  for (const type of ['unwanted', 'wanted']) {
    const MessageAttributes = { type: { DataType: 'String', StringValue: type } };
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: `a ${type} one`, MessageAttributes }));
  }
  const received = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
  );
  expect(received.Messages?.map(({ Body }) => Body)).toEqual(['a wanted one']);
});

test('provisioning again changes what changed and nothing else', async () => {
  const changes: Record<string, Record<string, unknown>> = {
    Queue: { VisibilityTimeout: 9 },
    Workflow: { DefinitionSubstitutions: { greetArn: `${functionArn}2` } },
  };
  const changed = resources.map(({ properties, ...resource }) => ({
    ...resource,
    properties: { ...properties, ...changes[resource.logicalId] },
  }));
  await provision(settings, stackOf(...changed));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  expect(Attributes).toEqual({ VisibilityTimeout: '9' });
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  expect(Subscriptions).toHaveLength(1);
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(definition).toContain(`${functionArn}2`);
});

test('a table that exists with other indexes is refused', async () => {
  const table = resources.find(({ logicalId }) => logicalId === 'Table') as Resource;
  const { GlobalSecondaryIndexes: _, ...properties } = table.properties;
  properties['AttributeDefinitions'] = [{ AttributeName: 'pk', AttributeType: 'S' }];
  await expect(provision(settings, stackOf({ ...table, properties }))).rejects.toThrow(
    /demo: Table \(AWS::DynamoDB::Table\) could not be created: .*other keys or indexes than the template/,
  );
});

test('an unknown property stops it before anything is created', async () => {
  const other = `${id}-other`;
  const unknown = { logicalId: 'Bad', type: 'AWS::SQS::Queue', properties: { Colour: 'red' } };
  const bucket = { logicalId: 'Other', type: 'AWS::S3::Bucket', properties: { BucketName: other } };
  await expect(provision(settings, stackOf(bucket, unknown))).rejects.toThrow('unknown property Colour');
  await expect(s3.send(new HeadBucketCommand({ Bucket: other }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 404 },
  });
});

test('what an engine refuses is named with its stack and resource', async () => {
  const bad = {
    logicalId: 'Bad',
    type: 'AWS::SQS::Queue',
    properties: { QueueName: `${id}-bad`, VisibilityTimeout: -1 },
  };
  await expect(provision(settings, stackOf(bad))).rejects.toThrow(
    /demo: Bad \(AWS::SQS::Queue\) could not be created: .*VisibilityTimeout/,
  );
});
