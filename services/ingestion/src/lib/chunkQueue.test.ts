import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from '@jest/globals';
import type { ImportChunk } from '@orderflow/validation';
import { sendChunks, type TracedChunk } from './chunkQueue.ts';

beforeAll(() => {
  process.env['IMPORT_CHUNKS_QUEUE_URL'] = 'https://sqs.example/chunks';
});

const chunks = Array.from({ length: 23 }, (_, index) => ({ index }) as ImportChunk);

/** Sends the chunks to a queue whose answers are `failures(indexes, call)`; returns the indexes of each call. */
async function send(
  failures: (indexes: number[], call: number) => { index: number; SenderFault: boolean }[],
) {
  const calls: number[][] = [];
  const sqs = {
    send: async ({ input: { Entries = [] } }: SendMessageBatchCommand) => {
      const indexes = Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody).index as number);
      calls.push(indexes);
      const failed = failures(indexes, calls.length);
      return {
        Failed: failed.map(({ index, SenderFault }) => ({
          Id: Entries[indexes.indexOf(index)]?.Id,
          SenderFault,
          Code: 'X',
        })),
      };
    },
  } as unknown as SQSClient;
  await sendChunks(chunks, sqs, async () => undefined);
  return calls;
}

test('sends all messages, ten a call', async () => {
  expect((await send(() => [])).map(({ length }) => length)).toEqual([10, 10, 3]);
});

test('sends again what a batch left out, and only that', async () => {
  const calls = await send((_, call) =>
    call === 2 ? [12, 17].map((index) => ({ index, SenderFault: false })) : [],
  );
  expect(calls[2]).toEqual([12, 17]);
  expect(new Set(calls.flat()).size).toBe(23);
});

test('fails for a message that SQS will never take, and when it takes none for long', async () => {
  await expect(send(() => [{ index: 3, SenderFault: true }])).rejects.toThrow('refuses a chunk message');
  await expect(send((indexes) => indexes.map((index) => ({ index, SenderFault: false })))).rejects.toThrow(
    'keeps failing',
  );
});

test('a message carries the trace of its import beside its body, which stays what its schema says', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const sent: SendMessageBatchCommand['input'][] = [];
  const sqs = {
    send: async ({ input }: SendMessageBatchCommand) => {
      sent.push(input);
      return {};
    },
  } as unknown as SQSClient;
  await sendChunks([{ index: 1, traceparent } as TracedChunk], sqs);
  expect(sent[0]?.Entries).toEqual([
    {
      Id: '0',
      MessageBody: '{"index":1}',
      MessageAttributes: { traceparent: { DataType: 'String', StringValue: traceparent } },
    },
  ]);
});
