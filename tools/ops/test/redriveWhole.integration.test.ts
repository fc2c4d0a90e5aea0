import { randomUUID } from 'node:crypto';
import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { beforeEach, expect, test } from '@jest/globals';
import { redrive } from '../src/readers/redrive.ts';
import { connect } from '../src/stage/clients.ts';
import type { Stage } from '../src/stage/types.ts';
import { FakeQueues, fakeStage } from '../src/testing.ts';

const { sqs } = connect(process.env as Record<string, string>);
const short = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;

let source: { name: string; arn: string; url: string };
let dlq: typeof source;
let stage: Stage;

async function queue(name: string, attributes: Record<string, string> = {}): Promise<typeof source> {
  const QueueName = `orderflow-local-${name}`;
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName, Attributes: attributes }),
  );
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { name: QueueName, arn: String(Attributes['QueueArn']), url };
}

async function fill(count: number): Promise<void> {
  for (let at = 0; at < count; at += 10) {
    const Entries = Array.from({ length: Math.min(10, count - at) }, (_, index) => ({
      Id: String(index),
      MessageBody: `{"n":${at + index}}`,
      MessageAttributes: { type: { DataType: 'String', StringValue: 'order.created.v1' } },
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: dlq.url, Entries }));
  }
}

const depth = async ({ url }: typeof source) => {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  return Number((await sqs.send(command)).Attributes?.['ApproximateNumberOfMessages']);
};

beforeEach(async () => {
  dlq = await queue(short('moved-dlq'));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 5 });
  source = await queue(short('moved'), { RedrivePolicy });
  const resource = (logicalId: string, type: string, properties: Record<string, unknown>) => ({
    logicalId,
    type,
    properties,
  });
  const resources = [
    resource('Source', 'AWS::SQS::Queue', { QueueName: source.name, RedrivePolicy }),
    resource('Dlq', 'AWS::SQS::Queue', { QueueName: dlq.name }),
    resource('Mapping', 'AWS::Lambda::EventSourceMapping', { EventSourceArn: source.arn }),
  ];
  const fake = fakeStage(new FakeQueues());
  stage = { ...fake, stacks: [{ name: 'base', resources }], clients: { ...fake.clients, sqs } };
});

test('SQS moves a whole dead-letter queue, bodies and attributes as they were', async () => {
  await fill(25);
  const answer = await redrive(stage, dlq.name);
  expect(answer).toMatchObject({ left: 0, bySqs: { moved: 25, total: 25, running: false } });
  expect([await depth(dlq), await depth(source)]).toEqual([0, 25]);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: source.url,
      MaxNumberOfMessages: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  expect(Messages[0]).toMatchObject({
    Body: expect.stringMatching(/^\{"n":\d+\}$/),
    MessageAttributes: { type: { StringValue: 'order.created.v1' } },
    Attributes: { ApproximateReceiveCount: '1' },
  });
});

test('an empty queue is moved at once', async () => {
  expect((await redrive(stage, dlq.name)).bySqs).toEqual({ moved: 0, total: 0, running: false });
});

test('it moves no faster than it is told', async () => {
  await fill(6);
  const started = Date.now();
  expect((await redrive(stage, dlq.name, { perSecond: 10 })).bySqs?.moved).toBe(6);
  expect(Date.now() - started).toBeGreaterThan(450);
});

test('one move at a time: a second is refused with the words of SQS, a cancelled one leaves the rest', async () => {
  await fill(10);
  const slowly = { SourceArn: dlq.arn, MaxNumberOfMessagesPerSecond: 1 };
  const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand(slowly));
  await expect(redrive(stage, dlq.name)).rejects.toThrow('Only one active task');
  await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  const status = async () => {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dlq.arn }));
    return Results[0]?.Status;
  };
  const deadline = Date.now() + 5_000;
  while ((await status()) !== 'CANCELLED' && Date.now() < deadline)
    await new Promise((r) => setTimeout(r, 50));
  expect(await status()).toBe('CANCELLED');
  expect((await depth(dlq)) + (await depth(source))).toBe(10);
  expect((await redrive(stage, dlq.name)).bySqs).toMatchObject({ running: false });
  expect([await depth(dlq), await depth(source)]).toEqual([0, 10]);
});

test('a queue that is nobody’s DLQ is not moved', async () => {
  await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: source.arn }))).rejects.toThrow(
    'Source queue must be configured as a Dead Letter Queue',
  );
});
