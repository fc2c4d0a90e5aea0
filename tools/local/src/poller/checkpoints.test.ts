import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Checkpoints } from './checkpoints.ts';

const first = 'arn:aws:dynamodb:us-east-1:0:table/orders/stream/1';
const second = 'arn:aws:dynamodb:us-east-1:0:table/orders/stream/2';
const users = 'arn:aws:dynamodb:us-east-1:0:table/users/stream/1';
let file: string;

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'checkpoints-')), 'state', 'checkpoints.json');
});
afterEach(() => rm(join(file, '../..'), { recursive: true }));

test('positions outlive the process', async () => {
  const checkpoints = await Checkpoints.load(file);
  for (let i = 1; i <= 100; i++) checkpoints.set('publish', first, 'shard', String(i));
  checkpoints.set('other', first, 'shard', '5');
  await checkpoints.flush();

  const reloaded = await Checkpoints.load(file);
  expect(reloaded.of('publish', first)).toEqual({ shard: '100' });
  expect(reloaded.of('other', first)).toEqual({ shard: '5' });
  expect(reloaded.of('publish', second)).toBeUndefined();
});

test("a table's new stream replaces the positions in its old one", async () => {
  const checkpoints = await Checkpoints.load(file);
  checkpoints.set('publish', first, 'shard', '9');
  checkpoints.set('publish', users, 'shard', '3');
  checkpoints.set('publish', second, 'shard', '1');
  expect(checkpoints.of('publish', first)).toBeUndefined();
  expect(checkpoints.of('publish', users)).toEqual({ shard: '3' });
  await checkpoints.flush();
});

test('a damaged file is an error that says what to do', async () => {
  await (await Checkpoints.load(file)).flush();
  const damaged = join(file, '../../damaged.json');
  await writeFile(damaged, '{');
  await expect(Checkpoints.load(damaged)).rejects.toThrow('delete it');
});
