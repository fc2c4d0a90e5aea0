import { describe, expect, test } from '@jest/globals';
import { median, percentile, spread } from './statistics.ts';

describe('statistics', () => {
  test('the median of an even number of rounds lies between the middle two', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9, 1, 5])).toBe(5);
  });

  test('a percentile is a value that was measured', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
  });

  test('the spread is relative to the median', () => {
    expect(spread([9, 10, 11])).toBeCloseTo(0.2);
  });
});
