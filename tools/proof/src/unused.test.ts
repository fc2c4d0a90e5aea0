import { expect, test } from '@jest/globals';
import { findUnused } from './excuses.ts';
import { UNUSED } from './unused.ts';

test.each(UNUSED)('no reason before it says the same of $action on $resource', (unused) => {
  const { action, resource, functions = ['any'] } = unused;
  expect(functions.map((name) => findUnused(`service-${name}`, { action, resource }))).toContain(unused);
});
