import { expect, test } from '@jest/globals';
import { BatchWindow } from './batchWindow.ts';
import { fakeClock } from './fixtures.ts';

/** A source that gives the listed answers one after another, then says that it has ended. */
function window(
  answers: string[][],
  limits: { size?: number; bytes?: number; windowMs?: number },
  waitMs = 0,
) {
  const clock = fakeClock();
  const asked: number[] = [];
  const receive = async (max: number) => {
    asked.push(max);
    await clock.sleep(waitMs);
    return answers.shift();
  };
  const all = { size: 10, bytes: 1000, windowMs: 0, bytesOf: (record: string) => record.length, ...limits };
  return { batches: new BatchWindow(receive, all, clock), asked };
}

test('without a window a batch is what the first receive brought', async () => {
  const { batches } = window([['a', 'b'], ['c']], {});
  expect(await batches.next()).toEqual(['a', 'b']);
  expect(await batches.next()).toEqual(['c']);
});

test('a window gathers until the batch is full and asks for no more than fits', async () => {
  const { batches, asked } = window([['a', 'b'], ['c'], ['d']], { size: 4, windowMs: 60_000 });
  expect(await batches.next()).toEqual(['a', 'b', 'c', 'd']);
  expect(asked).toEqual([4, 2, 1]);
});

test('a window closes when its time is over, counted from the first record', async () => {
  const { batches } = window([['a'], ['b'], ['c'], ['d']], { windowMs: 1_000 }, 500);
  expect(await batches.next()).toEqual(['a', 'b', 'c']);
});

test('a batch closes at the payload limit and the rest opens the next one', async () => {
  const { batches } = window([['aaa', 'bbb', 'ccc']], { bytes: 6, windowMs: 1_000 });
  expect(await batches.next()).toEqual(['aaa', 'bbb']);
  expect(await batches.next()).toEqual(['ccc']);
});

test('a record over the payload limit makes a batch of its own', async () => {
  const { batches } = window([['aaaaaaaaa', 'b']], { bytes: 6 });
  expect(await batches.next()).toEqual(['aaaaaaaaa']);
  expect(await batches.next()).toEqual(['b']);
});

test('an ended source closes the window at once', async () => {
  const { batches } = window([['a']], { windowMs: Number.MAX_SAFE_INTEGER });
  expect(await batches.next()).toEqual(['a']);
  expect(await batches.next()).toEqual([]);
});
