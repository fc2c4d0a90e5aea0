import { expect, test } from '@jest/globals';
import { pace } from './pace.ts';

/** A clock that moves only when somebody waits or says so. */
function clock() {
  let now = 1_000;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return { waits, wait, now: () => now, pass: (ms: number) => (now += ms) };
}

test('the first goes at once, each other when those before it have had their time', async () => {
  const { waits, wait, now } = clock();
  const turn = pace(() => 100, now, wait);
  for (const count of [25, 25, 10, 1]) await turn(count);
  expect(waits).toEqual([250, 250, 100]);
});

test('callers at the same time queue up', async () => {
  const { waits, now } = clock();
  const turn = pace(
    () => 100,
    now,
    async (ms) => waits.push(ms),
  );
  await Promise.all([25, 25, 25].map(turn));
  expect(waits).toEqual([250, 500]);
});

test('time that passed unused is not made up for', async () => {
  const { waits, wait, now, pass } = clock();
  const turn = pace(() => 100, now, wait);
  await turn(25);
  pass(10_000);
  for (const count of [25, 25]) await turn(count);
  expect(waits).toEqual([250]);
});

test('a pace that changes holds from the next one on', async () => {
  const { waits, wait, now } = clock();
  let perSecond = 100;
  const turn = pace(() => perSecond, now, wait);
  await turn(25);
  perSecond = 50;
  for (const count of [25, 25]) await turn(count);
  expect(waits).toEqual([250, 500]);
});
