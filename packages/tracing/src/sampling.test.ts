import { expect, test } from '@jest/globals';
import { sampler } from './sampling.ts';

const ids = Array.from(
  { length: 10_000 },
  (_, index) =>
    // Evenly over the 56 bits that count.
    `${'a'.repeat(18)}${BigInt(Math.floor((index / 10_000) * 2 ** 56))
      .toString(16)
      .padStart(14, '0')}`,
);

test.each([0, 0.05, 0.5, 1])('takes a share of %d', (ratio) => {
  expect(ids.filter(sampler(ratio)).length).toBeCloseTo(ratio * ids.length, -1);
});

test('takes with a larger share what it took with a smaller one', () => {
  const few = ids.filter(sampler(0.1));
  expect(few.every(sampler(0.2))).toBe(true);
});

test.each([Number.NaN, -1])('takes none for a share that is none: %d', (ratio) => {
  expect(ids.filter(sampler(ratio))).toEqual([]);
});
