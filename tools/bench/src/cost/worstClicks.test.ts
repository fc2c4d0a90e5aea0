import { expect, test } from '@jest/globals';
import { worstDay } from './worstClicks.ts';

const limits = {
  clicksRateLimit: 20,
  clicksMaxAgeSeconds: 86_400,
  clicksMaxAheadSeconds: 300,
  clicksCountersPerHour: 200,
};

test('a flood of any size writes to so many counters a batch, and no more', () => {
  const { usage } = worstDay(limits, 1);
  // 200 counters, 26 hours, 3 days of the experiment; 3 transactions with a checkpoint of 2 kB.
  expect(usage['DynamoDB write units']).toBe(86_400 * (229 * 2 + 3 * 4));
  expect(usage['HTTP API requests']).toBe(20 * 86_400);
});

test('a stream on demand takes what comes, a shard a thousand a second', () => {
  const writes = (shards?: number) => worstDay(limits, shards).usage['DynamoDB write units'] ?? 0;
  expect(writes()).toBe(2 * writes(1));
  expect(writes(4)).toBe(writes());
  expect(worstDay({ ...limits, clicksRateLimit: 5 }).stream).toBeCloseTo(worstDay(limits).stream / 4);
});

test('fewer counters cost less', () => {
  const writes = (clicksCountersPerHour: number) =>
    worstDay({ ...limits, clicksCountersPerHour }, 1).usage['DynamoDB write units'] ?? 0;
  expect(writes(100)).toBeLessThan(writes(200) * 0.6);
});
