import type { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { captureLog } from '../test/captureLog.ts';
import { setAside } from './setAside.ts';

const logged = captureLog();
const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:orderflow-test-stream-failures';

function queue(answer: () => object = () => ({})) {
  const calls: SendMessageBatchCommandInput[] = [];
  const send = async ({ input }: { input: SendMessageBatchCommandInput }) => {
    calls.push(input);
    return answer();
  };
  return { client: { send } as unknown as Pick<SQSClient, 'send'>, calls };
}

const records = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sequenceNumber: String(index),
    about: { table: 'orders', keys: { pk: { S: `order-${index}` } } },
    error: new TypeError('ada@example.com has no total'),
  }));

test('a record is put aside with where it is and why, without personal data', async () => {
  const { client, calls } = queue();
  expect(await setAside(records(1), QUEUE, client)).toEqual([]);
  const [{ QueueUrl, Entries = [] } = { QueueUrl: undefined }] = calls;
  expect(QueueUrl).toBe('https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-test-stream-failures');
  const { setAside: body } = JSON.parse(Entries[0]?.MessageBody ?? '');
  expect(body).toEqual({
    sequenceNumber: '0',
    table: 'orders',
    keys: { pk: { S: 'order-0' } },
    error: { name: 'TypeError', message: expect.stringMatching(/has no total$/) },
  });
  expect(body.error.message).not.toContain('ada@');
  expect(logged()).toEqual([expect.objectContaining({ message: 'record set aside', sequenceNumber: '0' })]);
});

test('many take ten a call; those that the queue does not take come again', async () => {
  const { client, calls } = queue(() => ({ Failed: [{ Id: '3', SenderFault: false }] }));
  expect(await setAside(records(12), QUEUE, client)).toEqual(['3']);
  expect(calls.map(({ Entries }) => Entries?.length)).toEqual([10, 2]);
});

test('when the queue cannot be reached, all come again', async () => {
  const { client } = queue(() => {
    throw new Error('down');
  });
  expect(await setAside(records(2), QUEUE, client)).toEqual(['0', '1']);
});
