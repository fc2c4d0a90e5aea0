import { randomUUID } from 'node:crypto';
import {
  CreateStreamCommand,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { kinesisClient } from '../src/engines/kinesisClient.ts';
import { queueUrl } from '../src/poller/sqsQueue.ts';
import { accountId, credentials, region } from '../src/settings.ts';
import { eventually } from './lambdaEndpoint.ts';
import { createFixture, queueArn } from './pollerFixture.ts';

interface KinesisRecord {
  eventID: string;
  kinesis: { partitionKey: string; sequenceNumber: string; data: string };
}

const HALF = 2n ** 127n;
const kinesis = kinesisClient(process.env['AWS_ENDPOINT_URL_KINESIS'] ?? '');
const sqsEndpoint = process.env['AWS_ENDPOINT_URL_SQS'] ?? '';
const sqs = new SQSClient({ region, credentials, endpoint: sqsEndpoint, useQueueUrlAsEndpoint: false });
let fixture: Awaited<ReturnType<typeof createFixture>>;
let StreamName: string;
let mapping: Record<string, unknown>;
let batches: KinesisRecord[][];
let respond: (records: KinesisRecord[]) => unknown;

beforeEach(async () => {
  StreamName = `poller-${randomUUID()}`;
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await eventually(async () => (await shards()).length === 1);
  const EventSourceArn = `arn:aws:kinesis:${region}:${accountId}:stream/${StreamName}`;
  mapping = { EventSourceArn, StartingPosition: 'TRIM_HORIZON' };
  batches = [];
  respond = () => undefined;
  fixture = await createFixture(({ Records }) => {
    const records = Records as unknown as KinesisRecord[];
    batches.push(records);
    return respond(records);
  });
});
afterEach(() => fixture.close());

async function shards() {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  return Shards;
}

const open = async () =>
  (await shards()).filter(({ SequenceNumberRange: range }) => range?.EndingSequenceNumber === undefined);

/** Puts one record for each text, under ten keys. */
async function put(...texts: string[]): Promise<void> {
  const Records = texts.map((text, index) => ({ PartitionKey: `k${index % 10}`, Data: Buffer.from(text) }));
  await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
}

const textOf = ({ kinesis: { data } }: KinesisRecord) => Buffer.from(data, 'base64').toString();
const texts = () => batches.flat().map(textOf);
const numbered = (prefix: string) => Array.from({ length: 20 }, (_, index) => `${prefix}${index}`);

test('hands over the record as Lambda does', async () => {
  await put('hello');
  await fixture.poll(mapping);
  await eventually(() => batches.length === 1);
  expect(batches[0]).toEqual([
    {
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'k0',
        sequenceNumber: expect.stringMatching(/^\d{50,}$/),
        data: Buffer.from('hello').toString('base64'),
        approximateArrivalTimestamp: expect.any(Number),
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: expect.stringMatching(/^shardId-000000000000:\d{50,}$/),
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: expect.any(String),
      awsRegion: region,
      eventSourceARN: mapping['EventSourceArn'],
    },
  ]);
});

test('reads what a split and a merge leave behind: parents first, each record once', async () => {
  await put(...numbered('a'));
  const [whole] = await open();
  await kinesis.send(
    new SplitShardCommand({ StreamName, ShardToSplit: whole?.ShardId, NewStartingHashKey: String(HALF) }),
  );
  await eventually(async () => (await open()).length === 2);
  await put(...numbered('b'));
  const [left, right] = await open();
  await kinesis.send(
    new MergeShardsCommand({ StreamName, ShardToMerge: left?.ShardId, AdjacentShardToMerge: right?.ShardId }),
  );
  await eventually(async () => (await open()).length === 1);
  await put(...numbered('c'));

  await fixture.poll(mapping);
  await eventually(() => batches.flat().length >= 60);
  expect(
    texts()
      .map((text) => text[0])
      .join(''),
  ).toMatch(/^a{20}b{20}c{20}$/);
  expect(new Set(texts()).size).toBe(60);
  for (const batch of batches)
    expect(new Set(batch.map(({ eventID }) => eventID.split(':')[0])).size).toBe(1);
});

test('goes on after a restart where it was', async () => {
  await put(...numbered('a'));
  const poller = await fixture.poll(mapping);
  await eventually(() => texts().length === 20);
  await poller.stop();
  await put(...numbered('b'));
  await fixture.poll(mapping);
  await eventually(() => texts().length === 40);
  expect(texts().slice(20).sort()).toEqual(numbered('b').sort());
});

test('a record that always fails ends in the queue alone', async () => {
  const queue = `failures-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName: queue }));
  respond = (records) => {
    if (records.some((record) => textOf(record) === 'bad')) throw new Error('no');
    return undefined;
  };
  await put('x1', 'x2', 'bad', 'x3');
  await fixture.poll({
    ...mapping,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: queueArn(queue) } },
  });
  const QueueUrl = queueUrl(sqsEndpoint, queueArn(queue));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '')).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    KinesisBatchInfo: { shardId: 'shardId-000000000000', batchSize: 1, streamArn: mapping['EventSourceArn'] },
  });
  await eventually(() => texts().at(-1) === 'x3');
});
