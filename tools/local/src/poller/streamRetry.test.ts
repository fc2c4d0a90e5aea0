import { expect, test } from '@jest/globals';
import { afterFailure } from './streamRetry.ts';

const batch = { records: ['a', 'b', 'c', 'd', 'e'], retries: 1, invocations: 2 };
const whole = { firstFailed: 0, reported: false };
const fromThird = { firstFailed: 2, reported: true };
const keepsTrying = { maximumRetryAttempts: 3, bisect: false };
const bisects = { maximumRetryAttempts: 3, bisect: true };

test('a failed batch is tried again and uses up a retry', () => {
  expect(afterFailure(batch, whole, keepsTrying)).toEqual({ retry: [{ ...batch, retries: 2 }] });
});

test('a partial response moves the checkpoint to its first failed record', () => {
  expect(afterFailure(batch, fromThird, keepsTrying)).toEqual({
    retry: [{ ...batch, records: ['c', 'd', 'e'], retries: 2 }],
  });
});

test('bisecting cuts a failed batch in two without using up a retry', () => {
  expect(afterFailure(batch, whole, bisects)).toEqual({
    retry: [
      { ...batch, records: ['a', 'b', 'c'] },
      { ...batch, records: ['d', 'e'] },
    ],
  });
});

test('bisecting with a partial response cuts at the record it names and keeps the retries', () => {
  expect(afterFailure(batch, fromThird, bisects)).toEqual({
    retry: [{ ...batch, records: ['c', 'd', 'e'] }],
  });
});

test('bisecting halves a batch whose partial response names its first record', () => {
  const step = afterFailure(batch, { firstFailed: 0, reported: true }, bisects);
  expect(step).toMatchObject({ retry: [{ records: ['a', 'b', 'c'] }, { records: ['d', 'e'] }] });
});

test('what still fails without a retry left is given up', () => {
  const spent = { ...batch, retries: 3 };
  expect(afterFailure(spent, whole, keepsTrying)).toEqual({ discard: spent });
  expect(afterFailure(spent, fromThird, keepsTrying)).toEqual({
    discard: { ...spent, records: ['c', 'd', 'e'] },
  });
  const single = { ...spent, records: ['a'] };
  expect(afterFailure(single, whole, bisects)).toEqual({ discard: single });
});
