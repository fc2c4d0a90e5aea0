import { expect, test } from '@jest/globals';
import { billedMs, dollars, scaled, sum, usageOf } from './usage.ts';

const used = { invocations: 2, calls: {}, writeUnits: 0, readUnits: 0, cpuMs: 0, logBytes: 0, messages: 0 };

test('a million writes of one unit and a million requests cost what the price list says', () => {
  expect(dollars({ 'DynamoDB write units': 1e6, 'Lambda requests': 1e6 })).toBeCloseTo(0.825);
});

test('CPU time takes longer on a share of a vCPU, waiting does not', () => {
  expect(billedMs({ cpuMs: 1, calls: { PutItem: 2 } }, 1769)).toBeCloseTo(1 + 2 * 7.3);
  expect(billedMs({ cpuMs: 1, calls: { PutItem: 2 } }, 1769 / 2)).toBeCloseTo(2 + 2 * 7.3);
});

test('a message is sent alone, and received and deleted by ten', () => {
  expect(usageOf({ ...used, messages: 50 }, 512)['SQS requests']).toBe(50 + 2 * 2 * 3);
  expect(usageOf({ ...used, messages: 2 }, 512)['SQS requests']).toBe(6);
});

test('usage adds up and scales', () => {
  const twice = sum([{ 'log GB': 1 }, { 'log GB': 1, 'Lambda requests': 3 }]);
  expect(scaled(twice, 2)).toMatchObject({ 'log GB': 4, 'Lambda requests': 6 });
});
