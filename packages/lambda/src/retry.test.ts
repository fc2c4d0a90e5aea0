import type { ChangeMessageVisibilityBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
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

const outage = Object.assign(new Error('down'), { $metadata: { httpStatusCode: 503 } });
const bug = new TypeError('undefined is not a function');

describe('the delay of a failed message', () => {
  const delays = (receives: number[], isOutage: boolean, random: number) =>
    receives.map((count) => retryDelay(count, 15, isOutage, () => random));

  test('doubles with every receive in an outage, up to 15 minutes, and is spread over its second half', () => {
    expect(delays([1, 2, 3, 4, 5, 6, 7, 30], true, 1)).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    expect(delays([1, 2, 7, 30], true, 0)).toEqual([8, 15, 450, 450]);
  });

  test('stays the same when the failure is its own', () => {
    expect(delays([1, 2, 30], false, 1)).toEqual([15, 15, 15]);
  });

  test('outlasts an hour in 15 receives, however it is spread', () => {
    const receives = Array.from({ length: 14 }, (_, index) => index + 1);
    const shortest = delays(receives, true, 0).reduce((sum, seconds) => sum + seconds, 0);
    expect(shortest).toBeGreaterThan(3_600);
  });
});

describe('giving back', () => {
  test('hides each message in its own queue for as long as its receives and its failure ask for', async () => {
    const { client, calls } = queue();
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const failed = [
      { record: sqsRecord('a', 0, 1), error: outage },
      { record: sqsRecord('b', 1, 3), error: outage },
      { record: sqsRecord('c', 2, 3), error: bug },
    ];
    await giveBack(failed, client);
    expect(calls).toEqual([
      {
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-test-inventory',
        Entries: [
          { Id: '0', ReceiptHandle: 'receipt-0', VisibilityTimeout: 15 },
          { Id: '1', ReceiptHandle: 'receipt-1', VisibilityTimeout: 60 },
          { Id: '2', ReceiptHandle: 'receipt-2', VisibilityTimeout: 15 },
        ],
      },
    ]);
  });

  test('takes ten messages a call', async () => {
    const { client, calls } = queue();
    await giveBack(
      Array.from({ length: 23 }, (_, index) => ({ record: sqsRecord('x', index), error: bug })),
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
      Array.from({ length: 11 }, (_, index) => ({ record: sqsRecord('x', index), error: bug })),
      client,
    );
    expect(calls).toHaveLength(2);
    expect(logged().map(({ level }) => level)).toEqual(['WARN', 'WARN']);
  });
});
