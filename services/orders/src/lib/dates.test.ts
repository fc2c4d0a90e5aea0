import { expect, test } from '@jest/globals';
import { datesBetween, daysBefore } from './dates.ts';

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
