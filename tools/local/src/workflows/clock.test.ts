import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { at, until } from './clock.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const DAY_MS = 86_400_000;

test('a time further away than a timer can wait is waited for', () => {
  const callback = jest.fn();
  at(Date.now() + 60 * DAY_MS, callback);
  jest.advanceTimersByTime(60 * DAY_MS - 1);
  expect(callback).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('it can be called off', () => {
  const callback = jest.fn();
  const cancel = at(Date.now() + 1000, callback);
  cancel();
  jest.advanceTimersByTime(2000);
  expect(callback).not.toHaveBeenCalled();
});

test('a wait ends with the reason for which it was aborted', async () => {
  const stop = new AbortController();
  const waiting = until(Date.now() + 1000, stop.signal);
  stop.abort(new Error('over'));
  await expect(waiting).rejects.toThrow('over');
  expect(jest.getTimerCount()).toBe(0);
});
