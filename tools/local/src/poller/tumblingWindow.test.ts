import { beforeEach, describe, expect, test } from '@jest/globals';
import { fakeClock, streamMapping, streamRecord } from './fixtures.ts';
import type { Invocation } from './invoke.ts';
import type { StreamRecord } from './shardStream.ts';
import { TumblingWindow, type WindowFields } from './tumblingWindow.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const shard = { id: 'shardId-1', streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1' };

let clock: ReturnType<typeof fakeClock>;
let invoked: (Partial<WindowFields> & { records: number })[];
let answers: Invocation[];
let stop: AbortController;

const succeeded = (state: unknown): Invocation => ({ status: 'succeeded', payload: { state } });
const failed: Invocation = { status: 'failed', reason: 'Error: boom', requestId: 'r' };

beforeEach(() => {
  clock = fakeClock();
  invoked = [];
  answers = [];
  stop = new AbortController();
});

const windowOf = (lengthMs = 60_000, mapping = {}) =>
  new TumblingWindow(
    {
      mapping: { ...streamMapping, ...mapping },
      invoke: async (records, more) => {
        invoked.push(structuredClone({ records: records.length, ...more }));
        return answers.shift() ?? succeeded({});
      },
      clock,
      log: () => {},
    },
    lengthMs,
    shard,
    stop.signal,
  );
const at = (seconds: number): StreamRecord =>
  streamRecord(`${seconds}`, { arrivedAt: START + seconds * 1_000 });

describe('a tumbling window', () => {
  test('says which shard a batch is of, and hands the state on', async () => {
    const window = windowOf();
    answers = [succeeded({ sum: 1 })];
    await window.enter(at(61));
    await window.invoke([{}]);
    await window.invoke([{}, {}]);
    const fields = {
      window: { start: '2026-01-01T00:01:00Z', end: '2026-01-01T00:02:00Z' },
      shardId: 'shardId-1',
      eventSourceARN: shard.streamArn,
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
    };
    expect(invoked).toEqual([
      { records: 1, ...fields, state: {} },
      { records: 2, ...fields, state: { sum: 1 } },
    ]);
  });

  test('ends with an invocation without records before the next begins with an empty state', async () => {
    const window = windowOf();
    answers = [succeeded({ sum: 1 })];
    await window.enter(at(1));
    await window.invoke([{}]);
    await window.enter(at(60));
    await window.invoke([{}]);
    expect(
      invoked.map(({ records, state, isFinalInvokeForWindow }) => [records, state, isFinalInvokeForWindow]),
    ).toEqual([
      [1, {}, false],
      [0, { sum: 1 }, true],
      [1, {}, false],
    ]);
  });

  test('parts batches where they cross its border', () => {
    const parts = windowOf().cut([at(58), at(59), at(60), at(200)]);
    expect(parts.map((part) => part.map(({ sequenceNumber }) => sequenceNumber))).toEqual([
      ['58', '59'],
      ['60'],
      ['200'],
    ]);
  });

  test('leaves the state as it was when an invocation fails, or answers none', async () => {
    const window = windowOf();
    answers = [succeeded({ sum: 1 }), failed, succeeded(undefined), { status: 'succeeded', payload: null }];
    await window.enter(at(1));
    const ends = [];
    for (let time = 0; time < 5; time++) ends.push((await window.invoke([{}])).status);
    expect(ends).toEqual(['succeeded', 'failed', 'failed', 'failed', 'succeeded']);
    expect(invoked.map(({ state }) => state)).toEqual([{}, { sum: 1 }, { sum: 1 }, { sum: 1 }, { sum: 1 }]);
  });

  test('repeats its last invocation until it succeeds', async () => {
    const window = windowOf();
    answers = [succeeded({ sum: 1 }), failed, { status: 'uninvoked', reason: 'restarting' }];
    await window.enter(at(1));
    await window.invoke([{}]);
    await window.end();
    expect(invoked.slice(1)).toEqual(
      [1, 2, 3].map(() =>
        expect.objectContaining({ records: 0, state: { sum: 1 }, isFinalInvokeForWindow: true }),
      ),
    );
    await window.end();
    expect(invoked).toHaveLength(4);
  });

  test('gives its last invocation up after the retries of the mapping', async () => {
    const window = windowOf(60_000, { maximumRetryAttempts: 2 });
    answers = [failed, failed, failed, failed];
    await window.enter(at(1));
    await window.end();
    expect(invoked).toHaveLength(3);
  });

  test('is over when its time is, by the clock', async () => {
    const window = windowOf();
    expect(window.msLeft).toBe(Number.POSITIVE_INFINITY);
    await window.enter(at(1));
    expect(window.msLeft).toBe(60_000);
    await clock.sleep(70_000);
    expect(window.msLeft).toBe(0);
  });

  test('is ended early when its state is too large, and goes on with an empty one', async () => {
    const window = windowOf();
    answers = [succeeded({ all: 'x'.repeat(1024 * 1024) })];
    await window.enter(at(1));
    await window.invoke([{}]);
    await window.invoke([{}]);
    expect(
      invoked.map(({ records, isFinalInvokeForWindow, isWindowTerminatedEarly }) => [
        records,
        isFinalInvokeForWindow,
        isWindowTerminatedEarly,
      ]),
    ).toEqual([
      [1, false, false],
      [0, true, true],
      [1, false, false],
    ]);
    expect(invoked[2]?.state).toEqual({});
  });
});
