import { expect, test } from '@jest/globals';
import { spreadOver } from '@orderflow/idempotency';
import type { Click } from '@orderflow/validation';
import {
  type ClickRecord,
  counterPartition,
  counterPartitions,
  firstPart as firstPartIn,
  OTHERS,
  readCounterKey,
} from './clickCounters.ts';
import { CounterRoom } from './counterRoom.ts';

const NOW = new Date('2026-11-21T14:00:00Z');
const roomFor = (limit: number) => new CounterRoom(undefined, limit, NOW);
const firstPart = (records: ClickRecord[]) => firstPartIn(records, roomFor(1_000), 'shard-1');

const record = (index: number, click: Partial<Click>): ClickRecord => ({
  sequenceNumber: String(index),
  value: { sessionId: 's', path: '/', type: 'view', at: '2026-11-21T12:59:59.999Z', ...click },
});

test('adds up clicks of one hour, path and type', () => {
  const { additions } = firstPart([
    record(1, {}),
    record(2, { at: '2026-11-21T13:00:00+01:00' }),
    record(3, { at: '2026-11-21T13:00:00Z' }),
    record(4, { path: '/a' }),
    record(5, { type: 'click' }),
  ]);
  expect(additions.map(({ sk, counts }) => [sk, counts])).toEqual([
    ['/#12#view', { count: 2 }],
    ['/#13#view', { count: 1 }],
    ['/a#12#view', { count: 1 }],
    ['/#12#click', { count: 1 }],
  ]);
});

test('adds up clicks of a bucket by day, in the place of their shard', () => {
  const place = spreadOver(8, 'shard-1');
  const { additions } = firstPart([
    record(1, { bucket: 'A' }),
    record(2, { bucket: 'B' }),
    record(3, { bucket: 'A', at: '2026-11-22T00:00:00Z' }),
    record(4, { bucket: 'A', path: '/a' }),
    record(5, {}),
  ]);
  expect(additions.filter(({ pk }) => pk === 'clicks-by-bucket')).toEqual([
    { pk: 'clicks-by-bucket', sk: `2026-11-21#${place}`, counts: { 'clicks#A': 2, 'clicks#B': 1 } },
    { pk: 'clicks-by-bucket', sk: `2026-11-22#${place}`, counts: { 'clicks#A': 1 } },
  ]);
});

test('takes as many records as fit one transaction, in order', () => {
  const paths = (count: number) =>
    Array.from({ length: count }, (_, index) => record(index, { path: `/${index}`, bucket: 'A' }));
  expect(firstPart(paths(98))).toMatchObject({ records: { length: 98 }, additions: { length: 99 } });
  expect(firstPart(paths(99))).toMatchObject({ records: { length: 98 }, additions: { length: 99 } });
  const same = [...paths(98), ...paths(98), record(1, { path: '/other' }), record(2, { path: '/0' })];
  expect(firstPart(same).records).toHaveLength(196);
});

test('a path has one of the partitions of its day, and paths are spread over all', () => {
  const partitions = counterPartitions('2026-11-21');
  const used = new Set(Array.from({ length: 50 }, (_, index) => counterPartition('2026-11-21', `/${index}`)));
  expect([...used].sort()).toEqual(partitions);
});

test('counts together, by the hour, what has no counter of its own', () => {
  const clicks = [
    record(1, { path: '/a' }),
    record(2, { path: '/b' }),
    record(3, { path: '/c', type: 'click', at: '2026-11-21T13:00:00Z' }),
    record(4, { path: '/a', bucket: 'A' }),
    record(5, { path: '/d' }),
    record(6, { path: '/e' }),
  ];
  const { records, additions } = firstPartIn(clicks, roomFor(2), 'shard-1');
  expect(records).toHaveLength(6);
  const counted = additions.filter(({ pk }) => pk !== 'clicks-by-bucket');
  expect(counted.map(({ sk, counts }) => [readCounterKey(sk), counts['count']])).toEqual([
    [{ path: '/a', hour: '12', type: 'view' }, 2],
    [{ path: '/b', hour: '12', type: 'view' }, 1],
    [{ ...OTHERS, hour: '13' }, 1],
    [{ ...OTHERS, hour: '12' }, 2],
  ]);
  expect(additions).toContainEqual(expect.objectContaining({ counts: { 'clicks#A': 1 } }));
});
