import { expect, test } from '@jest/globals';
import type { KinesisStreamEvent } from 'aws-lambda';
import { kinesis, type Placed } from './kinesis.ts';

const eventOf = (...texts: string[]) =>
  ({
    Records: texts.map((text, index) => ({
      eventID: `shardId-000000000001:${index}`,
      eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/orderflow-clicks',
      kinesis: { sequenceNumber: String(index), data: Buffer.from(text).toString('base64') },
    })),
  }) as KinesisStreamEvent;

function recorded() {
  const batches: { shard: string; records: Placed<number>[] }[] = [];
  const handler = kinesis<number>({
    read: JSON.parse,
    trace: () => ({}),
    handle: async (shard, records) => void batches.push({ shard, records }),
  });
  return { batches, handler };
}

test('hands over the values of a shard in its order', async () => {
  const { batches, handler } = recorded();
  expect(await handler(eventOf('1', '2'))).toEqual({ batchItemFailures: [] });
  expect(batches).toEqual([
    {
      shard: 'orderflow-clicks#shardId-000000000001',
      records: [
        { sequenceNumber: '0', value: 1 },
        { sequenceNumber: '1', value: 2 },
      ],
    },
  ]);
});

test('hands over what cannot be read at its place, with where it is, why, and its beginning', async () => {
  const { batches, handler } = recorded();
  await handler(eventOf('1', 'é'.repeat(2_000), '3'));
  const [, unreadable, third] = batches[0]?.records ?? [];
  expect(third).toEqual({ sequenceNumber: '2', value: 3 });
  expect(unreadable).toEqual({
    sequenceNumber: '1',
    unreadable: {
      sequenceNumber: '1',
      about: { record: 'shardId-000000000001:1', bytes: 4_000, data: 'é'.repeat(1_000) },
      error: expect.any(SyntaxError),
    },
  });
});

test('brings the batch again when it could not be handled', async () => {
  const handler = kinesis({
    read: String,
    trace: () => ({}),
    handle: () => Promise.reject(new Error('throttled')),
  });
  await expect(handler(eventOf('1'))).rejects.toThrow('throttled');
});

test('handles nothing when there is nothing', async () => {
  const { batches, handler } = recorded();
  await handler({ Records: [] });
  expect(batches).toEqual([]);
});
