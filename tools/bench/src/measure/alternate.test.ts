import { expect, test } from '@jest/globals';
import { alternate, more } from './alternate.ts';

test('candidates take turns, every other round backwards, and are summarised by the round', async () => {
  const order: string[] = [];
  let wall = 0;
  const run = (name: string) => async () => {
    order.push(name);
    return { wall: ++wall };
  };
  const result = await alternate({ ours: run('ours'), theirs: run('theirs') }, 3);
  expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
  expect(result.ours.median.wall).toBe(4);
  expect(result.theirs.median.wall).toBe(3);
  expect(result.theirs.spread.wall).toBe(4 / 3);
  // The median over the rounds (1, 2), (4, 3) and (5, 6), not the difference of the medians.
  expect(more(result.ours, result.theirs, 'wall')).toBe(-1);
});
