import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PATCHES, REPLACED } from './replaced.ts';

const service = join(import.meta.dirname, '../../../../services/users/package.json');
const folder = dirname(createRequire(service).resolve('serverless-offline'));
const pathOf = (module: string) => join(folder, module.replace('/serverless-offline/src/', ''));

test('serverless-offline still has the module that the pool stands in for', () => {
  expect(existsSync(pathOf(REPLACED))).toBe(true);
});

test.each(PATCHES)('serverless-offline still has one place with $from', ({ module, from }) => {
  expect(readFileSync(pathOf(module), 'utf8').split(from)).toHaveLength(2);
});
