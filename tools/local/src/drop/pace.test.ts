import { expect, test } from '@jest/globals';
import { duration, paceNote, uploadNote } from './pace.ts';

test.each([
  [0.2, '1 s'],
  [59.1, '1 min 0 s'],
  [3_599, '59 min 59 s'],
  [3_600, '1 h 0 min'],
  [9_000, '2 h 30 min'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

test('an upload tells its rate and the time left once it can', () => {
  expect(uploadNote(0, 100e6, 5_000)).toBe('');
  expect(uploadNote(10e6, 100e6, 500)).toBe('');
  expect(uploadNote(10e6, 100e6, 2_000)).toBe('5.0 MB/s, 18 s left');
  expect(uploadNote(100e6, 100e6, 20_000)).toBe('5.0 MB/s');
});

test('an import does, once the system knows', () => {
  const rows = { read: 5_000, created: 5_000, duplicate: 0, rejected: 0 };
  expect(paceNote({ rows })).toBe('5000 rows');
  expect(paceNote({ rows, progress: { rowsPerSecond: 500, secondsLeft: 61 } })).toBe(
    '5000 rows, 500 rows/s, 1 min 1 s left',
  );
});
