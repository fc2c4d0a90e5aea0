import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '@orderflow/stacks/find';
import { UNCHECKED } from './unchecked.ts';

test('what the engines do not check is checked by something that is there', () => {
  expect(UNCHECKED.filter(({ checkedBy }) => !existsSync(join(root, checkedBy)))).toEqual([]);
});

test('every group of rules of AWS stands in the list for what no engine checks', () => {
  const parts = ['index.ts', 'inventory.ts', 'rule.ts'];
  const files = readdirSync(join(root, 'infrastructure/test/rules/aws')).filter(
    (file) => !parts.includes(file),
  );
  const listed = UNCHECKED.map(({ checkedBy }) => checkedBy);
  expect(files.filter((file) => !listed.includes(`infrastructure/test/rules/aws/${file}`))).toEqual([]);
});
