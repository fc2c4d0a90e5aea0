import { expect, test } from '@jest/globals';
import { Random } from './random.ts';

const numbers = (random: Random) => Array.from({ length: 50 }, () => random.integer(0, 1_000));

test('a seed and a purpose decide the numbers', () => {
  expect(numbers(new Random(1, 'a'))).toEqual(numbers(new Random(1, 'a')));
  expect(numbers(new Random(1, 'a'))).not.toEqual(numbers(new Random(1, 'b')));
  expect(numbers(new Random(1, 'a'))).not.toEqual(numbers(new Random(2, 'a')));
});

test('weights are kept, and none is never chosen', () => {
  const random = new Random(7);
  const chosen = Array.from({ length: 4_000 }, () => random.weighted({ often: 3, seldom: 1, never: 0 }));
  const share = chosen.filter((one) => one === 'often').length / chosen.length;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.8);
  expect(chosen).not.toContain('never');
});
