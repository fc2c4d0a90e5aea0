import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { queueUrl } from '../src/poller/sqsQueue.ts';
import { eventually } from './lambdaEndpoint.ts';
import { createFixture, queueArn } from './pollerFixture.ts';

const endpoint = process.env['AWS_ENDPOINT_URL_SQS'] ?? '';
const sqs = new SQSClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  useQueueUrlAsEndpoint: false,
});
let fixture: Awaited<ReturnType<typeof createFixture>>;
let arn: string;
let QueueUrl: string;
let batches: SQSRecord[][];
let respond: (records: SQSRecord[]) => unknown;

beforeEach(async () => {
  const name = `poller-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '2' } }));
  arn = queueArn(name);
  QueueUrl = queueUrl(endpoint, arn);
  batches = [];
  respond = () => undefined;
  fixture = await createFixture(({ Records }) => {
    const records = Records as unknown as SQSRecord[];
    batches.push(records);
    return respond(records);
  });
});
afterEach(() => fixture.close());

test('hands over the record as Lambda does and deletes it', async () => {
  await fixture.poll({ EventSourceArn: arn });
  const MessageAttributes = {
    type: { DataType: 'String', StringValue: 'order.created.v1' },
    raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
  };
  const sent = await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: '{"a":1}', MessageAttributes }),
  );

  await eventually(() => batches.length === 1);
  expect(batches[0]).toEqual([
    expect.objectContaining({
      messageId: sent.MessageId,
      receiptHandle: expect.any(String),
      body: '{"a":1}',
      md5OfBody: sent.MD5OfMessageBody,
      eventSource: 'aws:sqs',
      eventSourceARN: arn,
      awsRegion: 'us-east-1',
      attributes: expect.objectContaining({
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.any(String),
      }),
      messageAttributes: {
        type: {
          dataType: 'String',
          stringValue: 'order.created.v1',
          stringListValues: [],
          binaryListValues: [],
        },
        raw: { dataType: 'Binary', binaryValue: 'AQI=', stringListValues: [], binaryListValues: [] },
      },
    }),
  ]);
  await eventually(isEmpty);
});

test('delivers again only what a partial batch response names, after the visibility timeout', async () => {
  respond = (records) => ({
    batchItemFailures: records
      .filter(({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1')
      .map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
  await send(['good', 'bad', 'fine']);
  await fixture.poll({ EventSourceArn: arn, FunctionResponseTypes: ['ReportBatchItemFailures'] });

  await eventually(isEmpty);
  expect(bodies()).toEqual(['bad', 'bad', 'fine', 'good']);
  expect(fixture.log.filter((line) => line.includes('1 of'))).toHaveLength(1);
});

test('delivers the whole batch again when the function throws', async () => {
  respond = (records) => {
    if (records[0]?.attributes.ApproximateReceiveCount === '1') throw new Error('out of order');
  };
  await send(['a', 'b']);
  await fixture.poll({ EventSourceArn: arn });

  await eventually(isEmpty);
  expect(bodies()).toEqual(['a', 'a', 'b', 'b']);
  expect(fixture.log[0]).toContain('2 of 2 messages failed: Error: out of order');
});

test('gathers a batch over ten messages within its window and closes the window when the batch is full', async () => {
  await send(Array.from({ length: 60 }, (_, index) => String(index)));
  const begun = Date.now();
  await fixture.poll({ EventSourceArn: arn, BatchSize: 30, MaximumBatchingWindowInSeconds: 300 });

  await eventually(() => batches.flat().length === 60);
  expect(batches.map(({ length }) => length)).toEqual([30, 30]);
  expect(Date.now() - begun).toBeLessThan(10_000);
});

test('deletes messages that do not match the filter criteria', async () => {
  const Pattern = JSON.stringify({ body: { type: ['order.created.v1'] } });
  await send(['{"type":"order.created.v1"}', '{"type":"other"}', 'not json']);
  await fixture.poll({ EventSourceArn: arn, FilterCriteria: { Filters: [{ Pattern }] } });

  await eventually(isEmpty);
  expect(bodies()).toEqual(['{"type":"order.created.v1"}']);
});

test('keeps at most MaximumConcurrency invocations running', async () => {
  let running = 0;
  let most = 0;
  respond = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running--;
  };
  await send(Array.from({ length: 40 }, String));
  await fixture.poll({ EventSourceArn: arn, BatchSize: 2, ScalingConfig: { MaximumConcurrency: 3 } });

  await eventually(isEmpty);
  expect(most).toBe(3);
});

test('a batch received while its service restarts is invoked once the service is back', async () => {
  await fixture.stopService();
  await fixture.poll({ EventSourceArn: arn });
  await send(['a']);
  await eventually(async () => (await counts()).hidden === 1);
  await fixture.startService();

  await eventually(isEmpty);
  expect(batches[0]?.[0]?.attributes.ApproximateReceiveCount).toBe('1');
});

test('finishes the running invocation when it is stopped', async () => {
  const finish = Promise.withResolvers<void>();
  respond = () => finish.promise;
  await send(['a']);
  const poller = await fixture.poll({ EventSourceArn: arn });
  await eventually(() => batches.length === 1);
  const stopped = poller.stop();
  finish.resolve();
  await stopped;

  expect(await isEmpty()).toBe(true);
});

async function send(bodies: string[]): Promise<void> {
  for (let i = 0; i < bodies.length; i += 10) {
    const Entries = bodies.slice(i, i + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function counts(): Promise<{ visible: number; hidden: number }> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes: attributes } = await sqs.send(command);
  return {
    visible: Number(attributes?.['ApproximateNumberOfMessages']),
    hidden: Number(attributes?.['ApproximateNumberOfMessagesNotVisible']),
  };
}

async function isEmpty(): Promise<boolean> {
  const { visible, hidden } = await counts();
  return batches.length > 0 && visible + hidden === 0;
}

function bodies(): string[] {
  return batches
    .flat()
    .map(({ body }) => body)
    .sort();
}
