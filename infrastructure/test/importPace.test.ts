import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

type Params = Record<string, number>;
const stages = parse(readFileSync(join(import.meta.dirname, '../params.yml'), 'utf8')) as Record<
  string,
  Params
>;

test.each(Object.keys(stages))('at the least pace of %s, a chunk has room within its timeout', (stage) => {
  const { chunkRecords, chunkMinRowsPerSecond, chunkTimeout } = { ...stages['default'], ...stages[stage] };
  expect(Number(chunkRecords) / Number(chunkMinRowsPerSecond)).toBeLessThanOrEqual(
    Number(chunkTimeout) * 0.7,
  );
});
