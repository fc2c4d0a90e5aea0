import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { documentClient, spreadOver } from '@orderflow/idempotency';
import { contendedClient, jitteryClient } from '@orderflow/idempotency/testing';
import { queueUrl, sqsClient } from '@orderflow/lambda';
import type { KinesisStreamEvent } from 'aws-lambda';
import { handler } from '../src/handlers/aggregateClicks.ts';
import { aggregateClicks } from '../src/models/aggregateClicks.ts';
import { clickAnalytics } from '../src/models/clickAnalytics.ts';
import { type ClickRecord, counterPartition, OTHERS } from '../src/models/clickCounters.ts';
import { aClick, clickStore, countersOf, newPath, newShard, recordsOf } from './testClicks.ts';

const store = clickStore();
const sqs = sqsClient();

test('counts by hour and type, and a batch that comes again counts nothing', async () => {
  const path = newPath();
  const shard = newShard();
  const batch = recordsOf([
    aClick({ path }),
    aClick({ path, type: 'click' }),
    aClick({ path }),
    aClick({ path, at: '2026-11-21T13:00:00.000Z' }),
  ]);
  await aggregateClicks(shard, batch, store);
  await aggregateClicks(shard, batch, store);
  expect(await countersOf(path)).toEqual({ 'view@12': 2, 'click@12': 1, 'view@13': 1 });
});

test('batches with other borders count every record once', async () => {
  const path = newPath();
  const shard = newShard();
  const all = recordsOf(Array.from({ length: 20 }, () => aClick({ path })));
  for (const [from, to] of [
    [0, 8],
    [4, 12],
    [0, 3],
    [8, 20],
    [0, 20],
  ]) {
    await aggregateClicks(shard, all.slice(from, to), store);
  }
  expect(await countersOf(path)).toEqual({ 'view@12': 20 });
});

test('executions at once count every record once', async () => {
  const path = newPath();
  const shard = newShard();
  const all = recordsOf(Array.from({ length: 40 }, () => aClick({ path })));
  const lengths = [10, 40, 25, 40, 5, 40, 33];
  await Promise.all(
    lengths.map((length) => aggregateClicks(shard, all.slice(0, length), clickStore(jitteryClient(20)))),
  );
  expect(await countersOf(path)).toEqual({ 'view@12': 40 });
});

test('more counters than fit one transaction', async () => {
  const paths = Array.from({ length: 150 }, newPath);
  const shard = newShard();
  const batch = recordsOf(paths.map((path) => aClick({ path, bucket: 'A' })));
  await aggregateClicks(shard, batch.slice(0, 120), store);
  await aggregateClicks(shard, batch, store);
  const counts = await Promise.all(paths.map(countersOf));
  expect(counts).toEqual(paths.map(() => ({ 'view@12': 1 })));
});

test('shards count side by side, also when they write the same counters', async () => {
  const path = newPath();
  const shards = Array.from({ length: 4 }, newShard);
  const batch = recordsOf([aClick({ path }), aClick({ path })]);
  const { client, conflicts } = contendedClient(3);
  await Promise.all(shards.map((shard) => aggregateClicks(shard, batch, clickStore(client))));
  expect(conflicts()).toBe(3);
  expect(await countersOf(path)).toEqual({ 'view@12': 8 });
});

test('clicks of a bucket are counted by day', async () => {
  const day = `${2100 + Math.floor(Math.random() * 7_000)}-01-01`;
  const at = `${day}T00:00:00.000Z`;
  const buckets = ['A', 'B', 'A', undefined] as const;
  const clicks = buckets.map((bucket) => aClick({ path: newPath(), at, ...(bucket && { bucket }) }));
  const shard = newShard();
  await aggregateClicks(shard, recordsOf(clicks), store);
  const Key = { pk: 'clicks-by-bucket', sk: `${day}#${spreadOver(8, shard)}` };
  const { Item } = await store.client.send(new GetCommand({ TableName: store.analytics, Key }));
  expect(Item).toEqual({ ...Key, 'clicks#A': 2, 'clicks#B': 1 });
});

test('what a flood of paths has no counters for is counted together, exactly, and goes with its day', async () => {
  const date = `${2100 + Math.floor(Math.random() * 7_000)}-07-01`;
  const flooded = clickStore(documentClient(), 5);
  const shard = newShard();
  const clicks = Array.from({ length: 300 }, (_, index) =>
    aClick({ path: index % 3 === 0 ? '/page' : newPath(), at: `${date}T10:00:00.000Z` }),
  );
  const all = recordsOf(clicks);
  // Batches that overlap, all at once.
  await Promise.all(
    [100, 300, 200, 300].map((length) => aggregateClicks(shard, all.slice(0, length), flooded)),
  );
  const hour = Date.parse(`${date}T10:00:00Z`);
  const counts = await clickAnalytics({ from: hour, to: hour }, undefined, flooded);
  expect(counts).toHaveLength(6);
  expect(counts.find(({ path }) => path === '/page')?.count).toBe(100);
  expect(counts.find(({ path }) => path === OTHERS.path)?.count).toBe(196);
  const Key = { pk: counterPartition(date, '/page'), sk: '/page#10#view' };
  const { Item } = await flooded.client.send(new GetCommand({ TableName: flooded.analytics, Key }));
  expect(Item?.['expiresAt']).toBe(Date.parse(date) / 1000 + 31 * 86_400);
});

test('answers hours in order, of every path or one, within the range', async () => {
  const path = newPath();
  const [first, last] = ['2001-02-03T22:00:00Z', '2001-02-04T01:00:00Z'];
  const at = [
    first,
    '2001-02-03T21:59:59Z',
    '2001-02-04T00:30:00Z',
    '2001-02-04T01:59:59Z',
    '2001-02-04T02:00:00Z',
  ];
  const clicks = at.map((time) => aClick({ path, at: time }));
  await aggregateClicks(newShard(), recordsOf([...clicks, aClick({ path: `${path}/b`, at: first })]), store);
  const range = { from: Date.parse(first), to: Date.parse(last) };
  const one = [first, '2001-02-04T00:00:00Z', last].map((hour) => ({ hour, path, type: 'view', count: 1 }));
  expect(await clickAnalytics(range, path, store)).toEqual(one);
  expect(await clickAnalytics(range, 'x'.repeat(2_000), store)).toEqual([]);
  const all = await clickAnalytics(range, undefined, store);
  const ours = all.filter((count) => count.path.startsWith(path));
  expect(ours.map(({ hour, path: counted }) => [hour, counted === path])).toEqual([
    [first, true],
    [first, false],
    ['2001-02-04T00:00:00Z', true],
    [last, true],
  ]);
});

/** An event as Lambda sends it, of one shard. */
function event(shardId: string, data: string[]): KinesisStreamEvent {
  const Records = recordsOf(data.map(() => aClick())).map(({ sequenceNumber }, index) => ({
    eventID: `${shardId}:${sequenceNumber}`,
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/clicks',
    kinesis: { sequenceNumber, data: Buffer.from(data[index] ?? '').toString('base64') },
  }));
  return { Records } as unknown as KinesisStreamEvent;
}

const failures = 'arn:aws:sqs:us-east-1:000000000000:orderflow-local-clicks-stream-failures';

/** The records of this shard in the failures queue; there may be others. */
async function setAsideOf(shardId: string): Promise<{ record: string; data: string }[]> {
  const QueueUrl = queueUrl(failures);
  const found: { record: string; data: string }[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return found.filter(({ record }) => record.startsWith(shardId));
    found.push(...Messages.map(({ Body = '' }) => JSON.parse(Body).setAside));
  }
}

test('what is no click is set aside, and its neighbours are counted', async () => {
  Object.assign(process.env, {
    ANALYTICS_TABLE: store.analytics,
    FAILURES_QUEUE_ARN: failures,
    COUNTERS_PER_HOUR: '100',
    KEEP_DAYS: '30',
  });
  const path = newPath();
  const shard = newShard();
  const good = JSON.stringify(aClick({ path }));
  const late = JSON.stringify(aClick({ path, at: '9999-12-31T23:59:59-23:59' }));
  const noClicks = ['not a click', late, '', '{"sessionId":"s"}', 'x'.repeat(500_000)];
  const batch = event(
    shard,
    noClicks.flatMap((one) => [good, one]),
  );

  expect(await handler(batch)).toEqual({ batchItemFailures: [] });
  expect(await countersOf(path)).toEqual({ 'view@12': noClicks.length });
  expect((await setAsideOf(shard)).map(({ data }) => data).sort()).toEqual(
    noClicks.map((one) => one.slice(0, 1_000)).sort(),
  );
  // The checkpoint has passed the record: it is neither counted nor set aside again.
  expect(await handler(batch)).toEqual({ batchItemFailures: [] });
  expect(await setAsideOf(shard)).toEqual([]);
});

test('a batch comes again whole when what is no click cannot be set aside', async () => {
  const path = newPath();
  const shard = newShard();
  const [click, noClick] = recordsOf([aClick({ path }), aClick()]);
  const bad = { sequenceNumber: noClick?.sequenceNumber ?? '', about: {}, error: new Error('no click') };
  const batch = [click as ClickRecord, { sequenceNumber: bad.sequenceNumber, unreadable: bad }];
  const refuses = async () => [bad.sequenceNumber];
  await expect(aggregateClicks(shard, batch, store, refuses)).rejects.toThrow('could not be set aside');
  expect(await countersOf(path)).toEqual({});
  await aggregateClicks(shard, batch, store, async () => []);
  expect(await countersOf(path)).toEqual({ 'view@12': 1 });
});
