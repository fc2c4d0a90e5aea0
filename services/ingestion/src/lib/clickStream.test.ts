import type { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { beforeAll, expect, test } from '@jest/globals';
import type { Click } from '@orderflow/validation';
import { putClicks } from './clickStream.ts';

beforeAll(() => {
  process.env['CLICKS_STREAM'] = 'clicks';
});

const clicks: Click[] = Array.from({ length: 10 }, (_, index) => ({
  sessionId: `s${index % 3}`,
  path: `/${index}`,
  type: 'view',
  at: '2026-11-21T12:00:00.000Z',
}));

/**
 * Puts the clicks on a stream that fails the paths in `fails(call)`, or the whole call; returns the paths of each call.
 */
async function put(fails: (call: number) => string[] | Error) {
  const calls: string[][] = [];
  const pauses: number[] = [];
  const kinesis = {
    send: async ({ input: { Records = [] } }: PutRecordsCommand) => {
      const paths = Records.map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString()).path as string);
      calls.push(paths);
      const failing = fails(calls.length);
      if (failing instanceof Error) throw failing;
      return {
        FailedRecordCount: failing.length,
        Records: paths.map((path) =>
          failing.includes(path)
            ? { ErrorCode: 'ProvisionedThroughputExceededException' }
            : { SequenceNumber: '1' },
        ),
      };
    },
  } as unknown as KinesisClient;
  const left = await putClicks(clicks, kinesis, async (attempt) => void pauses.push(attempt));
  return { calls, pauses, left };
}

test('puts all clicks in one call, by session', async () => {
  const { calls, pauses, left } = await put(() => []);
  expect(calls).toEqual([clicks.map(({ path }) => path)]);
  expect({ pauses, left }).toEqual({ pauses: [], left: [] });
});

test('sends again what failed, and only that, after a pause', async () => {
  const failures = [['/2', '/7'], ['/7'], []];
  const { calls, pauses, left } = await put((call) => failures[call - 1] ?? []);
  expect(calls.slice(1)).toEqual([['/2', '/7'], ['/7']]);
  expect({ pauses, left }).toEqual({ pauses: [1, 2], left: [] });
});

test('says which clicks it could not put in the end', async () => {
  expect((await put(() => ['/2', '/7'])).left).toEqual([2, 7]);
});

test('a call that is refused as a whole put nothing, and is repeated', async () => {
  const throttled = Object.assign(new Error('slow down'), { $metadata: { httpStatusCode: 400 } });
  const { calls, left } = await put((call) => (call === 1 ? throttled : []));
  expect(calls[1]).toEqual(calls[0]);
  expect(left).toEqual([]);
  expect((await put(() => throttled)).left).toHaveLength(10);
});

test('a call without an answer is not repeated: what it may have put would be counted twice', async () => {
  const { calls, left } = await put((call) => (call === 1 ? ['/2', '/7'] : new Error('timeout')));
  expect({ calls: calls.length, left }).toEqual({ calls: 2, left: [2, 7] });
});
