import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { concurrently } from './concurrently.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number;
}

test('handles everything, and asks the source only when there is room', async () => {
  const handled: number[] = [];
  let asked = 0;
  async function* counted() {
    for await (const number of numbers(20)) {
      asked++;
      yield number;
    }
  }
  await concurrently(counted(), 3, async (number) => {
    await turn();
    expect(asked).toBeLessThanOrEqual(handled.length + 3);
    handled.push(number);
  });
  expect(handled.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('after a failure begins nothing more, and ends when all that was begun has ended', async () => {
  let [begun, ended] = [0, 0];
  const run = concurrently(numbers(1_000), 4, async (number) => {
    begun++;
    for (let turns = 0; turns < number % 7; turns++) await turn();
    ended++;
    if (number === 10) throw new Error('no');
  });
  await expect(run).rejects.toThrow('no');
  expect(begun).toBeLessThan(30);
  expect(ended).toBe(begun);
});

test('fails with the source', async () => {
  async function* failing() {
    yield 1;
    throw new Error('dry');
  }
  await expect(concurrently(failing(), 2, async () => undefined)).rejects.toThrow('dry');
});
