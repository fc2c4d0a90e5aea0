import { expect, test } from '@jest/globals';
import { datesBetween, daysBefore, isDate } from './dates.ts';

test('days go over the ends of months and years', () => {
  expect(daysBefore('2026-01-01', 1)).toBe('2025-12-31');
  expect(daysBefore('2028-03-01', 1)).toBe('2028-02-29');
  expect(datesBetween('2026-12-30', '2027-01-02')).toEqual([
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ]);
  expect(datesBetween('2026-01-02', '2026-01-01')).toEqual([]);
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z'])(
  '%s is no date',
  (text) => {
    expect(isDate(text)).toBe(false);
  },
);

test('2028-02-29 is one', () => {
  expect(isDate('2028-02-29')).toBe(true);
});
