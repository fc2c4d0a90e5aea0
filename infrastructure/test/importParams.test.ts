import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const stages = parse(readFileSync(join(import.meta.dirname, '../params.yml'), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const MiB = 1024 ** 2;

describe.each(Object.keys(stages))('of %s', (stage) => {
  const param = (name: string) => Number({ ...stages['default'], ...stages[stage] }[name]);

  test('a chunk has room within its timeout at the least pace', () => {
    const seconds = param('chunkRecords') / param('chunkMinRowsPerSecond');
    expect(seconds).toBeLessThanOrEqual(param('chunkTimeout') * 0.7);
  });

  test('a run of the planner ends in its time, with chunks', () => {
    expect(param('planRunSeconds')).toBeLessThanOrEqual(param('planTimeout') * 0.7);
    // The rows of one order and a record that is too long may follow the end of a chunk.
    expect(param('planRunBytes')).toBeGreaterThan(2 * (param('chunkBytes') + 2 * MiB));
  });
});
