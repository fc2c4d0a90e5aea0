import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { connect } from '../src/stage/clients.ts';
import { localSources } from '../src/stage/localStage.ts';

const sqsUrl = String(process.env['AWS_ENDPOINT_URL_SQS']);
const { sqs } = connect(process.env as Record<string, string>);
const { oldestMessage, depths } = localSources('', sqsUrl);

test('reads the age of the oldest message in an answer that does not grow with the queue', async () => {
  const QueueName = `orderflow-local-old-${randomUUID().slice(0, 8)}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  expect(await oldestMessage(QueueName)).toBe(0);
  const Entries = Array.from({ length: 10 }, (_, index) => ({
    Id: String(index),
    MessageBody: 'x'.repeat(1_000),
  }));
  for (let sent = 0; sent < 300; sent += 10)
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  while ((await oldestMessage(QueueName)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await depths?.())?.get(QueueName)?.waiting).toBe(300);
  const answer = await (await fetch(`${sqsUrl}/_fauxqs/queues/${QueueName}`)).text();
  expect(answer.length).toBeLessThan(200_000);
});

test('has no age for a queue that does not exist', async () => {
  expect(await oldestMessage(`orderflow-local-${randomUUID()}`)).toBeUndefined();
});
