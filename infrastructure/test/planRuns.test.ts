import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

type Params = Record<string, number>;
const stages = parse(readFileSync(join(import.meta.dirname, '../params.yml'), 'utf8')) as Record<
  string,
  Params
>;
const MiB = 1024 ** 2;

test.each(Object.keys(stages))('a run of the planner of %s ends in its time, with chunks', (stage) => {
  const { planRunSeconds, planTimeout, planRunBytes, chunkBytes } = {
    ...stages['default'],
    ...stages[stage],
  };
  expect(Number(planRunSeconds)).toBeLessThanOrEqual(Number(planTimeout) * 0.7);
  // Rows of one order and a record that is too long, behind the end of a chunk.
  expect(Number(planRunBytes)).toBeGreaterThan(2 * (Number(chunkBytes) + 2 * MiB));
});
