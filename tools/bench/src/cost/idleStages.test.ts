import { expect, test } from '@jest/globals';
import { idleReport } from './idleStages.ts';

test('small stages and previews cost no more than their goals while nobody uses them', async () => {
  const { goals } = await idleReport(() => {});
  expect(goals.filter(({ met }) => !met)).toEqual([]);
}, 120_000);
