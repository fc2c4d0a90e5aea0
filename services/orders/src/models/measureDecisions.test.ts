import { expect, test } from '@jest/globals';
import { measuredBy } from '@orderflow/lambda/testing';
import { measureDecisions } from './measureDecisions.ts';

test('a decision is measured from when its order was placed', async () => {
  const now = new Date('2026-11-30T00:00:05.000Z');
  const measured = (...times: string[]) =>
    measuredBy(async () =>
      measureDecisions(
        times.map((time) => ({ time })),
        now,
      ),
    );
  expect(await measured('2026-11-30T00:00:02.500Z')).toEqual({ DecisionLag: 2_500 });
  expect(await measured()).toEqual({});
});
