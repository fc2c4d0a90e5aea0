import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { coresOf, onOneCore } from './oneCore.ts';

const java = { command: 'java', args: ['-jar', 'engine.jar'] };
let PATH: string;

beforeAll(async () => {
  PATH = await mkdtemp(join(tmpdir(), 'orderflow-taskset-'));
  await writeFile(join(PATH, 'taskset'), '#!/bin/sh\n');
  await chmod(join(PATH, 'taskset'), 0o755);
});
afterAll(async () => rm(PATH, { recursive: true }));

test('copies take cores from the last one down, and round again', () => {
  const cores = [4, 5, 7].map((_, number) => onOneCore(java, number, [4, 5, 7], { PATH }).args[1]);
  expect(cores).toEqual(['7', '5', '4']);
  expect(onOneCore(java, 3, [4, 5, 7], { PATH })).toEqual({
    command: 'taskset',
    args: ['-c', '7', 'java', '-jar', 'engine.jar'],
  });
});

test('the command stays as it is with one core, with none known, and without taskset', () => {
  expect(onOneCore(java, 0, [3], { PATH })).toEqual(java);
  expect(onOneCore(java, 0, [], { PATH })).toEqual(java);
  expect(onOneCore(java, 0, [0, 1], { PATH: '/nonexistent' })).toEqual(java);
});

test('reads the list of cores as Linux writes it', () => {
  expect(coresOf('0-2,5')).toEqual([0, 1, 2, 5]);
  expect(coresOf('1')).toEqual([1]);
  expect(coresOf('')).toEqual([]);
});
