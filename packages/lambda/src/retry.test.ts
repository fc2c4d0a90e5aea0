import type { ChangeMessageVisibilityBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { captureLog } from '../test/captureLog.ts';
import { sqsRecord } from '../test/sqsEvent.ts';
import { giveBack, retryDelay } from './retry.ts';

const logged = captureLog();
beforeEach(() => {
  process.env['RETRY_BASE_SECONDS'] = '15';
});
afterEach(() => {
  delete process.env['RETRY_BASE_SECONDS'];
});

function queue(answer: () => unknown = () => ({})) {
  const calls: ChangeMessageVisibilityBatchCommandInput[] = [];
  const send = async ({ input }: { input: ChangeMessageVisibilityBatchCommandInput }) => {
    calls.push(input);
    return answer();
  };
  return { client: { send } as unknown as Pick<SQSClient, 'send'>, calls };
}

describe('the delay of a failed message', () => {
  test('doubles with every receive', () => {
    expect([1, 2, 3, 4, 5].map((receives) => retryDelay(receives, 15))).toEqual([15, 30, 60, 120, 240]);
    expect([1, 2, 3, 4, 5].map((receives) => retryDelay(receives, 1))).toEqual([1, 2, 4, 8, 16]);
  });

  test('is never longer than SQS allows', () => {
    expect(retryDelay(60, 15)).toBe(43_200);
  });
});

describe('giving back', () => {
  test('hides each message in its own queue for as long as its receives ask for', async () => {
    const { client, calls } = queue();
    await giveBack([sqsRecord('a', 0, 1), sqsRecord('b', 1, 3)], client);
    expect(calls).toEqual([
      {
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-test-inventory',
        Entries: [
          { Id: '0', ReceiptHandle: 'receipt-0', VisibilityTimeout: 15 },
          { Id: '1', ReceiptHandle: 'receipt-1', VisibilityTimeout: 60 },
        ],
      },
    ]);
  });

  test('takes ten messages a call', async () => {
    const { client, calls } = queue();
    await giveBack(
      Array.from({ length: 23 }, (_, index) => sqsRecord('x', index)),
      client,
    );
    expect(calls.map(({ Entries }) => Entries?.length)).toEqual([10, 10, 3]);
    const handles = calls.flatMap(({ Entries }) => Entries?.map(({ ReceiptHandle }) => ReceiptHandle));
    expect(new Set(handles).size).toBe(23);
  });

  test('goes on when a call fails: the messages come back when their visibility timeout ends', async () => {
    const { client, calls } = queue(() => {
      throw new Error('down');
    });
    await giveBack(
      Array.from({ length: 11 }, (_, index) => sqsRecord('x', index)),
      client,
    );
    expect(calls).toHaveLength(2);
    expect(logged().map(({ level }) => level)).toEqual(['WARN', 'WARN']);
  });
});
