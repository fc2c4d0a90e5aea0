import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Checkpoints } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import { fakeClock, streamMapping, streamRecord } from './fixtures.ts';
import type { Invocation } from './invoke.ts';
import type { StreamMapping } from './mapping.ts';
import type { StreamSource } from './shardConsumer.ts';
import {
  IteratorExpired,
  type Position,
  PositionTrimmed,
  type Shard,
  type StreamRecord,
} from './shardStream.ts';

import { consumeStream } from './streamSource.ts';

interface FakeShard extends Shard {
  records: StreamRecord[];
  open?: boolean;
}

const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1';
/** The pause between two reads of a stream that functions may write to. */
const IDLE_MS = 160;
/** The pause between two listings of a stream's shards. */
const SHARDS_EVERY_MS = 30_000;
let dir: string;
let clock: ReturnType<typeof fakeClock>;
let checkpoints: Checkpoints;
let stop: AbortController;
let log: string[];
let shards: FakeShard[];
let positions: Position[];
let invoked: string[][];
let sent: Record<string, unknown>[];
let respond: (sequenceNumbers: string[]) => Invocation | Promise<Invocation>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stream-'));
  clock = fakeClock();
  checkpoints = await Checkpoints.load(join(dir, 'checkpoints.json'));
  stop = new AbortController();
  log = [];
  positions = [];
  invoked = [];
  sent = [];
  respond = () => ({ status: 'succeeded', payload: null });
});
afterEach(async () => {
  await checkpoints.flush();
  await rm(dir, { recursive: true });
});

const shard = (id: string, sequenceNumbers: string[], more: Partial<FakeShard> = {}): FakeShard => ({
  id,
  records: sequenceNumbers.map((sequenceNumber) => streamRecord(sequenceNumber)),
  ...more,
});
const failed: Invocation = { status: 'failed', reason: 'Error: boom', requestId: 'r' };
const failsOn = (bad: string) => (batch: string[]) =>
  batch.includes(bad) ? failed : ({ status: 'succeeded', payload: null } as const);

/** Iterators of the fake are `<shard>:<index of the next record>`. */
const fakeStream: StreamSource['stream'] = {
  batchInfoKey: 'DDBStreamBatchInfo',
  resolve: async () => arn,
  shards: async () => shards,
  async iterator(_, id, position) {
    positions.push(position);
    const { records } = shards.find((one) => one.id === id) as FakeShard;
    if ('after' in position)
      return `${id}:${records.findIndex((r) => r.sequenceNumber === position.after) + 1}`;
    return `${id}:${position.at === 'LATEST' ? records.length : 0}`;
  },
  async read(iterator, limit) {
    const [id, index] = iterator.split(':');
    const { records, open } = shards.find((one) => one.id === id) as FakeShard;
    const page = records.slice(Number(index), Number(index) + limit);
    const next = Number(index) + page.length;
    return { records: page, ...((open || next < records.length) && { next: `${id}:${next}` }) };
  },
};

/** Consumes until `until` holds, then stops. */
async function consume(
  until: () => boolean,
  mapping: Partial<StreamMapping> = {},
  stream: Partial<StreamSource['stream']> = {},
  more: Partial<StreamSource> = {},
): Promise<void> {
  const consuming = consumeStream({
    mapping: { ...streamMapping, ...mapping },
    stream: { ...fakeStream, ...stream },
    invoke: async (events) => {
      const batch = events.map((event) => (event as { sequenceNumber: string }).sequenceNumber);
      invoked.push(batch);
      return respond(batch);
    },
    checkpoints,
    sendFailure: async (_, message) => void sent.push(message),
    clock,
    log: (line) => log.push(line),
    signal: stop.signal,
    ...more,
  });
  const deadline = Date.now() + 5_000;
  while (!until() && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await consuming;
  expect(until()).toBe(true);
}

const position = (id: string) => checkpoints.of('consumer', arn)?.[id];

test('reads a shard in order, in batches of the given size, and notes how far it came', async () => {
  shards = [shard('s', ['1', '2', '3', '4', '5'], { open: true })];
  await consume(() => position('s') === '5', { batchSize: 2 });
  expect(invoked).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

test('begins a child shard when its parent is finished', async () => {
  shards = [
    shard('child', ['3'], { parentId: 'parent', open: true }),
    shard('parent', ['1', '2'], { parentId: 'gone' }),
  ];
  await consume(() => position('child') === '3');
  expect(invoked).toEqual([['1', '2'], ['3']]);
  expect(position('parent')).toBe('SHARD_END');
});

test('goes on after its checkpoint and leaves finished shards alone', async () => {
  checkpoints.set('consumer', arn, 'parent', 'SHARD_END');
  checkpoints.set('consumer', arn, 'child', '3');
  shards = [shard('parent', ['1', '2']), shard('child', ['3', '4'], { parentId: 'parent', open: true })];
  await consume(() => position('child') === '4');
  expect(invoked).toEqual([['4']]);
});

test('LATEST leaves out what was there first, not what a new shard begins with', async () => {
  shards = [shard('first', ['1', '2'])];
  let reads = 0;
  await consume(
    () => position('second') === '3',
    { startingPosition: 'LATEST' },
    {
      async read(iterator, limit) {
        if (reads++ === 0) shards.push(shard('second', ['3'], { parentId: 'first', open: true }));
        return fakeStream.read(iterator, limit);
      },
    },
  );
  expect(invoked).toEqual([['3']]);
});

test('gets a new iterator at the same place when one expires', async () => {
  shards = [shard('s', ['1', '2'], { open: true })];
  let reads = 0;
  await consume(
    () => position('s') === '2',
    { batchSize: 1 },
    {
      async read(iterator, limit) {
        if (++reads === 2) throw new IteratorExpired();
        return fakeStream.read(iterator, limit);
      },
    },
  );
  expect(invoked).toEqual([['1'], ['2']]);
  expect(positions).toEqual([{ at: 'TRIM_HORIZON' }, { after: '1' }]);
});

test('goes on at the oldest record when its checkpoint was trimmed', async () => {
  checkpoints.set('consumer', arn, 's', '1');
  shards = [shard('s', ['8', '9'], { open: true })];
  await consume(
    () => position('s') === '9',
    {},
    {
      async iterator(streamArn, id, from) {
        if ('after' in from && from.after === '1') throw new PositionTrimmed();
        return fakeStream.iterator(streamArn, id, from);
      },
    },
  );
  expect(invoked).toEqual([['8', '9']]);
});

test('starts over with the new stream when its engine restarts empty', async () => {
  shards = [shard('s', ['1'], { open: true })];
  const reborn = arn.replace(/1$/, '2');
  let current = arn;
  await consume(
    () => checkpoints.of('consumer', reborn)?.['s'] === '1',
    {},
    {
      resolve: async () => current,
      async read(iterator, limit) {
        if (current === arn && position('s') === '1') {
          current = reborn;
          throw new Error('Requested resource not found');
        }
        return fakeStream.read(iterator, limit);
      },
    },
  );
  expect(invoked).toEqual([['1'], ['1']]);
  expect(log).toEqual([expect.stringContaining('cannot read')]);
});

test('a stream that is slow to read when it is idle is brought to its end, now and then', async () => {
  shards = [shard('s', ['1'], { open: true })];
  const helped: number[] = [];
  let reads = 0;
  await consume(
    () => reads === 20,
    {},
    {
      async read(iterator, limit) {
        if (++reads > 10) await clock.sleep(30);
        return fakeStream.read(iterator, limit);
      },
      catchUp: async () => void helped.push(clock.now()),
    },
  );
  expect(helped.length).toBeGreaterThan(1);
  const pauses = helped.slice(1).map((time, index) => time - (helped[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThan(5_000);
});

test('filtered records are passed over but count as read', async () => {
  shards = [shard('s', ['1', '2', '3'], { open: true })];
  await consume(() => position('s') === '3', { matches: (event) => event['sequenceNumber'] === '2' });
  expect(invoked).toEqual([['2']]);
});

test('a failing batch is tried again and holds up its shard', async () => {
  shards = [shard('s', ['1', '2'], { open: true })];
  let failures = 3;
  respond = () => (failures-- > 0 ? failed : { status: 'succeeded', payload: null });
  await consume(() => position('s') === '2', { batchSize: 1 });
  expect(invoked).toEqual([['1'], ['1'], ['1'], ['1'], ['2']]);
});

test('a partial response is retried from its first failed record; what came before is done', async () => {
  shards = [shard('s', ['1', '2', '3'], { open: true })];
  const batchItemFailures = [{ itemIdentifier: '3' }, { itemIdentifier: '2' }];
  respond = (batch) => ({ status: 'succeeded', payload: batch.includes('1') ? { batchItemFailures } : {} });
  await consume(() => position('s') === '3');
  expect(invoked).toEqual([
    ['1', '2', '3'],
    ['2', '3'],
  ]);
});

test('bisecting finds the one bad record; it alone is given up and reported', async () => {
  shards = [shard('s', ['1', '2', '3', '4'], { open: true })];
  respond = failsOn('3');
  const onFailureQueueArn = 'arn:aws:sqs:us-east-1:000000000000:failures';
  await consume(() => position('s') === '4', { bisect: true, maximumRetryAttempts: 1, onFailureQueueArn });
  expect(invoked).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']]);
  expect(sent).toEqual([
    {
      requestContext: {
        requestId: 'r',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:consumer',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 4,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/Z$/),
      DDBStreamBatchInfo: {
        shardId: 's',
        startSequenceNumber: '3',
        endSequenceNumber: '3',
        approximateArrivalOfFirstRecord: '2026-01-01T00:00:00Z',
        approximateArrivalOfLastRecord: '2026-01-01T00:00:00Z',
        batchSize: 1,
        streamArn: arn,
      },
    },
  ]);
});

test('records past their maximum age are given up without an invocation', async () => {
  const old = streamRecord('1', { arrivedAt: clock.now() - 61_000 });
  shards = [{ ...shard('s', []), records: [old, streamRecord('2')], open: true }];
  await consume(() => position('s') === '2', {
    maximumRecordAgeMs: 60_000,
    onFailureQueueArn: 'arn:aws:sqs:::q',
  });
  expect(invoked).toEqual([['2']]);
  expect(sent).toEqual([
    expect.objectContaining({ requestContext: expect.objectContaining({ condition: 'RecordAgeExceeded' }) }),
  ]);
});

test('a bad record in one lane does not hold up the others, but the checkpoint', async () => {
  // These keys fall into three lanes.
  const records = ['a', 'b', 'c'].map((orderingKey, i) => streamRecord(String(i + 1), { orderingKey }));
  shards = [{ ...shard('s', []), records, open: true }];
  respond = failsOn('1');
  await consume(() => new Set(invoked.flat()).size === 3, { parallelizationFactor: 4 });
  expect(position('s')).toBeUndefined();
});

test('waits for a service that restarts without using up its retries', async () => {
  shards = [shard('s', ['1'], { open: true })];
  let refusals = 3;
  respond = () =>
    refusals-- > 0 ? { status: 'uninvoked', reason: 'ECONNREFUSED' } : { status: 'succeeded', payload: null };
  await consume(() => position('s') === '1', { maximumRetryAttempts: 0 });
  expect(invoked).toHaveLength(4);
  expect(log).toEqual([expect.stringContaining('not invoked')]);
});

test('while nothing is written a stream is asked less and less often, and at once when something was', async () => {
  shards = [shard('s', [], { open: true })];
  let next = new AbortController();
  /** The parts of each pause between two reads. */
  const pauses: number[][] = [];
  const read: StreamSource['stream']['read'] = async (iterator, limit) => {
    pauses.push([]);
    return fakeStream.read(iterator, limit);
  };
  const sleep: Clock['sleep'] = async (ms, signal) => {
    await clock.sleep(ms, signal);
    if (ms === SHARDS_EVERY_MS) return;
    pauses.at(-1)?.push(ms);
    if (pauses.length !== 16 || ms === IDLE_MS) return;
    // Something is written during the long part of a pause.
    next.abort();
    next = new AbortController();
  };
  const done = () => pauses.length > 18;
  await consume(done, {}, { read }, { activity: { next: () => next.signal }, clock: { ...clock, sleep } });
  expect(pauses.slice(0, 3)).toEqual([[40], [60], [90]]);
  expect(pauses.slice(15, 18)).toEqual([[IDLE_MS, 10_000 - IDLE_MS], [IDLE_MS], [IDLE_MS, IDLE_MS / 2]]);
});

test('a stream that is slow to read is asked a second after a write at the latest', async () => {
  shards = [shard('s', [], { open: true })];
  const pauses: number[][] = [];
  const read: StreamSource['stream']['read'] = async (iterator, limit) => {
    pauses.push([]);
    await clock.sleep(400);
    return fakeStream.read(iterator, limit);
  };
  const sleep: Clock['sleep'] = async (ms, signal) => {
    await clock.sleep(ms, signal);
    if (ms !== SHARDS_EVERY_MS) pauses.at(-1)?.push(ms);
  };
  const activity = { next: () => new AbortController().signal };
  await consume(() => pauses.length > 3, {}, { read }, { activity, clock: { ...clock, sleep } });
  expect(pauses.slice(0, 2)).toEqual([
    [1_000, 9_000],
    [1_000, 9_000],
  ]);
});

test('under a tumbling window, a shard is named, cut where windows begin, and ends with a call without records', async () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const arrived = [1_000, 2_000, 61_000].map((ms, index) =>
    streamRecord(`${index + 1}`, { arrivedAt: start + ms }),
  );
  shards = [{ id: 's', records: arrived }];
  const events: object[] = [];
  await consume(
    () => position('s') === 'SHARD_END',
    { tumblingWindowMs: 60_000 },
    {},
    {
      invoke: async (records, more) => {
        const { shardId, isFinalInvokeForWindow } = more as {
          shardId: string;
          isFinalInvokeForWindow: boolean;
        };
        events.push([shardId, records.length, isFinalInvokeForWindow]);
        return { status: 'succeeded', payload: { state: {} } };
      },
    },
  );
  expect(events).toEqual([
    ['s', 2, false],
    ['s', 0, true],
    ['s', 1, false],
    ['s', 0, true],
  ]);
});

test('a window of an open shard ends when its time is over', async () => {
  shards = [{ ...shard('s', ['1']), open: true }];
  const finals: boolean[] = [];
  await consume(
    () => finals.includes(true),
    { tumblingWindowMs: 60_000 },
    {},
    {
      invoke: async (_, more) => {
        finals.push((more as { isFinalInvokeForWindow: boolean }).isFinalInvokeForWindow);
        return { status: 'succeeded', payload: { state: {} } };
      },
    },
  );
  expect(finals).toEqual([false, true]);
});
