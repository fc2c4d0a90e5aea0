import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LogTail } from './logTail.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderflow-tail-'));
  path = join(dir, 'orders.log');
  writeFileSync(path, 'before\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A tail that has read the folder once, and a function that appends text and returns what it then reads. */
async function tail() {
  const logs = new LogTail(dir);
  await logs.read();
  return async (text: string) => {
    appendFileSync(path, text);
    return (await logs.read()).get('orders');
  };
}

test('returns complete lines that were written since the last call', async () => {
  const append = await tail();
  expect(await append('one\ntwo\nthr')).toEqual(['one', 'two']);
  expect(await append('ee\n')).toEqual(['three']);
  expect(await append('')).toEqual([]);
});

test('starts again at the beginning of a file that became shorter', async () => {
  const append = await tail();
  writeFileSync(path, '');
  expect(await append('new\n')).toEqual(['new']);
});

test('goes on after a line that is longer than a read', async () => {
  const append = await tail();
  const reads = [await append(`${'x'.repeat(9 * 1024 ** 2)}\nafter\n`), await append(''), await append('')];
  expect(reads.flat().at(-1)).toBe('after');
});
