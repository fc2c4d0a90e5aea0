import { expect, test } from '@jest/globals';
import { sideBySide } from './sideBySide.ts';

test('handles each item once, so many at a time', async () => {
  const done: number[] = [];
  let [running, most] = [0, 0];
  await sideBySide(Array(20).keys(), 3, async (item) => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    done.push(item);
    running--;
  });
  expect(done.sort((one, other) => one - other)).toEqual([...Array(20).keys()]);
  expect(most).toBe(3);
});

test('throws what handling an item throws', async () => {
  const fails = async (item: number) => {
    if (item === 2) throw new Error('two');
  };
  await expect(sideBySide([1, 2, 3], 2, fails)).rejects.toThrow('two');
});
