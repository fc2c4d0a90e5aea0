import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { consumedQueues, deadLetterQueues, depth, eventually } from '../tools/e2e/src/index.ts';

// Every file leaves the system as it found it: the files share one, and run in any order. What a file sent is consumed
// or dead at its end, and what is dead of it is taken out.

/** A busy machine takes its time; what is waited for long has a limit of its own. */
jest.setTimeout(180_000);

/** Erasures look again after minutes, and for nobody else. */
const LOOKS_AGAIN = /^erase-/;

/** Messages in each queue that has some. */
async function depths(queues: string[]): Promise<Record<string, number>> {
  const all = await Promise.all(
    queues.map(async (queue) => {
      const { waiting, inFlight } = await depth(queue);
      return [queue, waiting + inFlight] as const;
    }),
  );
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

let deadBefore: Record<string, number>;

beforeAll(async () => {
  deadBefore = await depths(await deadLetterQueues());
});

afterAll(async () => {
  const queues = (await consumedQueues()).filter((queue) => !LOOKS_AGAIN.test(queue));
  await eventually(async () => {
    expect(await depths(queues)).toEqual({});
    // Where two files run at once, the other one may have dead letters for a while.
    expect(await depths(await deadLetterQueues())).toEqual(deadBefore);
  }, 150);
}, 180_000);
