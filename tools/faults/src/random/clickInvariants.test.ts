import { expect, test } from '@jest/globals';
import { checkClicks } from './clickInvariants.ts';

const click = (sessionId: string, path = '/a') => ({
  sessionId,
  path,
  type: 'view',
  at: '2026-11-21T12:34:56.000Z',
  bucket: 'A',
});
const clicks = [click('s1'), click('s2'), click('s3', '/b')];
const accepted = new Set(['s1', 's2', 's3']);

const ofDay = { pk: 'clicks-by-bucket', sk: '2026-11-21#0', 'clicks#A': 2 };
/** From the time before items were spread, or of another shard. */
const ofDayToo = { pk: 'clicks-by-bucket', sk: '2026-11-21', 'clicks#A': 1 };
const ofA = { pk: 'clicks#2026-11-21#1', sk: '/a#12#view', count: 2 };
const ofB = { pk: 'clicks#2026-11-21#3', sk: '/b#12#view', count: 1 };
const others = [
  ofDayToo,
  { pk: 'daily', sk: '2026-11-21', orders: 1 },
  { pk: 'clicks-shard#clicks#shardId-0', sk: 'checkpoint', sequenceNumber: '1' },
];

test('counters that are what is on the stream break nothing', () => {
  expect(checkClicks([ofDay, ofA, ofB, ...others], accepted, clicks)).toEqual([]);
});

test.each([
  ['a click counted twice', [ofDay, ofDayToo, { ...ofA, count: 3 }, ofB], '{"count":3}, was {"count":2}'],
  ['a click not counted', [ofDay, ofDayToo, ofA], 'counted undefined, was {"count":1}'],
  ['a counter of nothing', [ofDay, ofDayToo, ofA, ofB, { ...ofB, sk: '/c#12#view' }], 'was undefined'],
  [
    'a day that is off',
    [{ ...ofDay, 'clicks#A': 4 }, ofDayToo, ofA, ofB],
    'clicks-by-bucket 2026-11-21: counted',
  ],
])('%s is told', (_, analytics, told) => {
  expect(checkClicks(analytics, accepted, clicks)).toEqual([expect.stringContaining(told)]);
});

test('a click that was accepted and is not on the stream is told', () => {
  expect(checkClicks([ofDay, ofDayToo, ofA, ofB], new Set([...accepted, 's4']), clicks)).toEqual([
    'the click of s4 was accepted and is not on the stream',
  ]);
});
