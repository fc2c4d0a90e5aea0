import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { queueUrl } from '../src/poller/sqsQueue.ts';
import { eventually } from './lambdaEndpoint.ts';
import { createFixture, localStreamArn, queueArn } from './pollerFixture.ts';

interface Change {
  eventName: string;
  dynamodb: { Keys: { pk: { S: string } }; SequenceNumber: string };
}

const common = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const dynamodb = new DynamoDBClient({ ...common, endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
const sqsEndpoint = process.env['AWS_ENDPOINT_URL_SQS'] ?? '';
const sqs = new SQSClient({ ...common, endpoint: sqsEndpoint, useQueueUrlAsEndpoint: false });
let fixture: Awaited<ReturnType<typeof createFixture>>;
let TableName: string;
let mapping: Record<string, unknown>;
let batches: Change[][];
let respond: (records: Change[]) => unknown;

beforeEach(async () => {
  TableName = `poller-${randomUUID()}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  mapping = { EventSourceArn: localStreamArn(TableName), StartingPosition: 'TRIM_HORIZON' };
  batches = [];
  respond = () => undefined;
  fixture = await createFixture(({ Records }) => {
    const records = Records as unknown as Change[];
    batches.push(records);
    return respond(records);
  });
});
afterEach(() => fixture.close());

test('hands over the record as Lambda does', async () => {
  await dynamodb.send(
    new PutItemCommand({
      TableName,
      Item: { pk: { S: 'a' }, n: { N: '1' }, b: { B: new Uint8Array([1, 2]) } },
    }),
  );
  await fixture.poll(mapping);

  await eventually(() => batches.length === 1);
  expect(batches[0]).toEqual([
    expect.objectContaining({
      eventID: expect.any(String),
      eventName: 'INSERT',
      eventVersion: expect.any(String),
      eventSource: 'aws:dynamodb',
      awsRegion: expect.any(String),
      eventSourceARN: expect.stringMatching(`^arn:aws:dynamodb:.+:table/${TableName}/stream/[0-9]`),
      dynamodb: expect.objectContaining({
        ApproximateCreationDateTime: expect.any(Number),
        Keys: { pk: { S: 'a' } },
        NewImage: { pk: { S: 'a' }, n: { N: '1' }, b: { B: 'AQI=' } },
        SequenceNumber: expect.any(String),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      }),
    }),
  ]);
});

test('delivers in order and in batches of the given size', async () => {
  await put(range(25));
  await fixture.poll({ ...mapping, BatchSize: 10 });

  await eventually(() => batches.flat().length === 25);
  expect(keys()).toEqual(range(25));
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(10);
});

test('starts at the end of the stream with LATEST', async () => {
  await put(['old']);
  await fixture.poll({ ...mapping, StartingPosition: 'LATEST' });
  await eventually(async () => {
    await put([randomUUID()]);
    return batches.length > 0;
  });

  expect(keys()).not.toContain('old');
});

test('goes on at its checkpoint after a restart', async () => {
  await put(['a', 'b']);
  const poller = await fixture.poll(mapping);
  await eventually(() => batches.flat().length === 2);
  await eventually(async () =>
    (await readFile(fixture.checkpointFile, 'utf8').catch(() => '')).includes(TableName),
  );
  await poller.stop();
  await put(['c']);
  await fixture.poll(mapping);

  await eventually(() => batches.flat().length === 3);
  expect(keys()).toEqual(['a', 'b', 'c']);
});

test('retries from the first record that a partial batch response names', async () => {
  let attempts = 0;
  respond = (records) => {
    const bad = records.find(({ dynamodb }) => dynamodb.Keys.pk.S === '2');
    return bad && ++attempts <= 2 && { batchItemFailures: [{ itemIdentifier: bad.dynamodb.SequenceNumber }] };
  };
  await put(range(4));
  await fixture.poll({ ...mapping, FunctionResponseTypes: ['ReportBatchItemFailures'] });

  await eventually(() => batches.length === 3);
  expect(batches.map((batch) => batch.map(({ dynamodb }) => dynamodb.Keys.pk.S))).toEqual([
    ['0', '1', '2', '3'],
    ['2', '3'],
    ['2', '3'],
  ]);
});

test('bisects a failing batch, gives up the one bad record and tells the on-failure queue', async () => {
  const name = `failures-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName: name }));
  respond = (records) => {
    if (records.some(({ dynamodb }) => dynamodb.Keys.pk.S === '5')) throw new Error('poison');
  };
  await put(range(8));
  await fixture.poll({
    ...mapping,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: queueArn(name) } },
  });

  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl(sqsEndpoint, queueArn(name)),
    WaitTimeSeconds: 10,
  });
  const { Messages: [message] = [] } = await sqs.send(receive);
  const bad = batches.flat().find(({ dynamodb }) => dynamodb.Keys.pk.S === '5');
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    requestContext: {
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:sample-consumer',
      condition: 'RetryAttemptsExhausted',
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    DDBStreamBatchInfo: {
      startSequenceNumber: bad?.dynamodb.SequenceNumber,
      endSequenceNumber: bad?.dynamodb.SequenceNumber,
      batchSize: 1,
      streamArn: expect.stringContaining(`:table/${TableName}/stream/`),
    },
  });
  await eventually(() => new Set(keys()).size === 8);
});

test('keeps the order of each item with several lanes', async () => {
  const items = ['a', 'b', 'c', 'd'];
  for (const version of range(5)) {
    for (const pk of items)
      await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, v: { N: version } } }));
  }
  await fixture.poll({ ...mapping, BatchSize: 2, ParallelizationFactor: 4 });

  await eventually(() => batches.flat().length === 20);
  for (const pk of items) {
    const own = batches.flat().filter(({ dynamodb }) => dynamodb.Keys.pk.S === pk);
    const numbers = own.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(numbers).toEqual([...numbers].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
  }
});

test('leaves out records that do not match the filter criteria', async () => {
  const Pattern = JSON.stringify({
    eventName: ['INSERT'],
    dynamodb: { Keys: { pk: { S: [{ prefix: 'order#' }] } } },
  });
  await put(['user#1', 'order#1', 'user#2']);
  await fixture.poll({ ...mapping, FilterCriteria: { Filters: [{ Pattern }] } });

  await eventually(() => batches.length === 1);
  expect(keys()).toEqual(['order#1']);
});

test('waits for a service that restarts without using up a retry', async () => {
  await fixture.stopService();
  await put(['a']);
  await fixture.poll({ ...mapping, MaximumRetryAttempts: 0 });
  await eventually(() => fixture.log.some((line) => line.includes('not invoked')));
  await fixture.startService();

  await eventually(() => batches.length === 1);
});

function range(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

async function put(pks: string[]): Promise<void> {
  for (const pk of pks) await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
}

function keys(): string[] {
  return batches.flat().map(({ dynamodb }) => dynamodb.Keys.pk.S);
}
