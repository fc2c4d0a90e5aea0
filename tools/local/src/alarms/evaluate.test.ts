import { expect, test } from '@jest/globals';
import { evaluate } from './evaluate.ts';
import { Samples } from './samples.ts';
import { statisticOf } from './statistics.ts';

const rule = {
  comparison: 'GreaterThanThreshold',
  threshold: 0,
  datapointsToAlarm: 2,
  missingData: 'notBreaching',
};

test('an alarm goes off when enough datapoints breach, wherever they are', () => {
  expect(evaluate(rule, [1, 0, 1], 'OK')).toBe('ALARM');
  expect(evaluate(rule, [1, 0, 0], 'ALARM')).toBe('OK');
});

test('a value at the threshold breaches only where the comparison says so', () => {
  expect(evaluate({ ...rule, datapointsToAlarm: 1 }, [0], 'OK')).toBe('OK');
  const atLeast = { ...rule, datapointsToAlarm: 1, comparison: 'GreaterThanOrEqualToThreshold' };
  expect(evaluate(atLeast, [0], 'OK')).toBe('ALARM');
});

test.each([
  ['notBreaching', 'OK'],
  ['breaching', 'ALARM'],
  ['missing', 'INSUFFICIENT_DATA'],
  ['ignore', 'ALARM'],
])('without any data, "%s" means %s', (missingData, state) => {
  expect(evaluate({ ...rule, missingData }, [undefined, undefined], 'ALARM')).toBe(state);
});

test('one breaching datapoint and missing ones that count as breaching add up', () => {
  expect(evaluate({ ...rule, missingData: 'breaching' }, [undefined, 1], 'OK')).toBe('ALARM');
  expect(evaluate({ ...rule, missingData: 'missing' }, [undefined, 1], 'OK')).toBe('OK');
});

test('an unknown comparison is an error, not silence', () => {
  expect(() => evaluate({ ...rule, comparison: 'LessThanLowerThreshold' }, [1], 'OK')).toThrow('not known');
});

test('percentiles are the nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(statisticOf('p99', values)).toBe(99);
  expect(statisticOf('p99', [7])).toBe(7);
  expect(statisticOf('Sum', [])).toBeUndefined();
});

test('a datapoint covers its own period only', () => {
  const samples = new Samples();
  samples.add('depth', 1_000, 5);
  samples.add('depth', 61_000, 1);
  expect(samples.datapoints('depth', 'Maximum', 60_000, 3, 61_000)).toEqual([undefined, 5, 1]);
  expect(samples.datapoints('depth', 'Maximum', 60_000, 1, 121_001)).toEqual([undefined]);
});
