import { beforeEach, expect, test } from '@jest/globals';
import { streamRecord } from './fixtures.ts';
import type { ShardStream, StreamRecord } from './shardStream.ts';
import { sharedPages } from './sharedPages.ts';

/** Iterators of the fake are the index of the next record. */
let records: StreamRecord[];
let reads: string[];
let fail: Error | undefined;
let stream: ShardStream;

beforeEach(() => {
  records = Array.from({ length: 20 }, (_, index) => streamRecord(String(index)));
  reads = [];
  fail = undefined;
  stream = {
    batchInfoKey: 'DDBStreamBatchInfo',
    resolve: async () => 'arn',
    shards: async () => [],
    iterator: async () => '0',
    async read(iterator, limit) {
      reads.push(iterator);
      await new Promise(setImmediate);
      if (fail) throw fail;
      const from = Number(iterator);
      const page = records.slice(from, from + limit);
      return { records: page, next: String(from + page.length) };
    },
  };
});

/** The sequence numbers of the stream from an iterator on, until a page is empty. */
async function readAll(shared: ShardStream, limit: number, iterator = '0'): Promise<string[]> {
  const { records: page, next = '' } = await shared.read(iterator, limit);
  if (page.length === 0) return [];
  return [...page.map(({ sequenceNumber }) => sequenceNumber), ...(await readAll(shared, limit, next))];
}
const all = () => records.map(({ sequenceNumber }) => sequenceNumber);

test('what one mapping has read, another gets from memory', async () => {
  const shared = sharedPages(stream);
  expect(await readAll(shared, 5)).toEqual(all());
  expect(await readAll(shared, 5)).toEqual(all());
  expect(reads).toEqual(['0', '5', '10', '15', '20', '20']);
});

test('mappings that read the same position at once share one read', async () => {
  const shared = sharedPages(stream);
  expect(await Promise.all([readAll(shared, 5), readAll(shared, 5)])).toEqual([all(), all()]);
  expect(reads.filter((iterator) => iterator !== '20')).toEqual(['0', '5', '10', '15']);
});

test('an empty page is nobody else’s: each mapping reads the end of the stream itself', async () => {
  const shared = sharedPages(stream);
  const [one, other] = await Promise.all([shared.read('20', 5), shared.read('20', 5)]);
  expect([one.records, other.records]).toEqual([[], []]);
  expect(reads).toEqual(['20', '20']);
  records.push(streamRecord('20'));
  expect((await shared.read('20', 5)).records).toEqual(records.slice(20));
});

test('a mapping gets no more records than it wants', async () => {
  const shared = sharedPages(stream);
  await shared.read('0', 10);
  expect((await shared.read('0', 4)).records).toEqual(records.slice(0, 4));
  expect((await shared.read('0', 10)).records).toEqual(records.slice(0, 4));
  expect(reads).toEqual(['0', '0']);
});

test('a mapping that is far behind reads for itself: only the last records are kept', async () => {
  const shared = sharedPages(stream, 10);
  await readAll(shared, 5);
  expect(await readAll(shared, 5, '10')).toEqual(all().slice(10));
  expect(reads.slice(5)).toEqual(['20']);
  await shared.read('5', 5);
  expect(reads.slice(6)).toEqual(['5']);
});

test('a failed read fails one mapping, and the other reads again', async () => {
  const shared = sharedPages(stream);
  fail = new Error('down');
  const first = shared.read('0', 5).finally(() => {
    fail = undefined;
  });
  const other = shared.read('0', 5);
  await expect(first).rejects.toThrow('down');
  expect((await other).records).toEqual(records.slice(0, 5));
});

test('when everything starts over, nothing is known', async () => {
  const shared = sharedPages(stream);
  await shared.read('0', 5);
  records = records.map(({ sequenceNumber }) => streamRecord(`new-${sequenceNumber}`));
  expect(await shared.resolve()).toBe('arn');
  expect((await shared.read('0', 5)).records).toEqual(records.slice(0, 5));
});
