import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { REPLACED } from './replaced.ts';

test('serverless-offline still has the module that the pool stands in for', () => {
  const service = join(import.meta.dirname, '../../../../services/users/package.json');
  const folder = dirname(createRequire(service).resolve('serverless-offline'));
  expect(existsSync(join(folder, REPLACED.replace('/serverless-offline/src/', '')))).toBe(true);
});
