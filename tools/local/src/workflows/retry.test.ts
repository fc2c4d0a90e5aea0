import { describe, expect, test } from '@jest/globals';
import { StateError } from './errors.ts';
import { findCatcher, matches, Retries } from './retry.ts';

const error = (name: string) => new StateError(name);

describe('ErrorEquals', () => {
  test.each([
    ['States.ALL', 'NamedError', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.Runtime', false],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.TaskFailed', 'NamedError', true],
    ['States.TaskFailed', 'Lambda.ServiceException', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.HeartbeatTimeout', false],
    ['States.Timeout', 'States.Timeout', true],
    ['States.Timeout', 'States.HeartbeatTimeout', true],
    ['States.HeartbeatTimeout', 'States.Timeout', false],
    ['NamedError', 'NamedError', true],
    ['NamedError', 'OtherError', false],
  ])('%s takes %s: %s', (name, thrown, taken) => {
    expect(matches(['AnotherError', name], error(thrown))).toBe(taken);
  });
});

test('the first catcher that takes an error wins', () => {
  const catchers = [
    { ErrorEquals: ['NamedError'], Next: 'Named' },
    { ErrorEquals: ['States.ALL'], Next: 'Any' },
  ];
  expect(findCatcher(catchers, error('NamedError'))?.Next).toBe('Named');
  expect(findCatcher(catchers, error('OtherError'))?.Next).toBe('Any');
  expect(findCatcher(undefined, error('OtherError'))).toBeUndefined();
});

const delays = (retries: Retries, count: number) =>
  Array.from({ length: count }, () => retries.next(error('E')));

test('by default a retrier tries three times, after 1, 2 and 4 seconds', () => {
  expect(delays(new Retries([{ ErrorEquals: ['E'] }]), 4)).toEqual([1000, 2000, 4000, undefined]);
});

test('delays grow by the backoff rate up to the longest', () => {
  const retrier = {
    ErrorEquals: ['E'],
    IntervalSeconds: 2,
    BackoffRate: 3,
    MaxDelaySeconds: 10,
    MaxAttempts: 9,
  };
  expect(delays(new Retries([retrier]), 4)).toEqual([2000, 6000, 10_000, 10_000]);
});

test('full jitter takes any part of the delay', () => {
  const retrier = { ErrorEquals: ['E'], IntervalSeconds: 2, JitterStrategy: 'FULL' as const };
  expect(new Retries([retrier], () => 0.25).next(error('E'))).toBe(500);
});

test('a retrier without attempts stops the ones behind it', () => {
  const retries = new Retries([{ ErrorEquals: ['E'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }]);
  expect(retries.next(error('E'))).toBeUndefined();
  expect(retries.next(error('F'))).toBe(1000);
});
