import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { endingOf } from './ending.ts';
import { readRecorded, record, recorded, want } from './recorded.ts';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'orderflow-events-'));
});
afterEach(() => rm(stateDir, { recursive: true }));

test('the file of a failed event holds the event alone, for its owner only', async () => {
  const path = String(record(stateDir, 'orderflow-orders-local-placeOrder', { n: 1 }, 'failed'));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ n: 1 });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('an event that succeeded is recorded only when it is wanted, as often as it is', async () => {
  expect(record(stateDir, 'f', {}, 'succeeded')).toBeUndefined();
  want(stateDir, 'f', 2);
  const kept = [1, 2, 3].map((n) => record(stateDir, 'f', { n }, 'succeeded'));
  expect(kept.map(Boolean)).toEqual([true, true, false]);
});

test('of each function the last twenty are kept, and listed with the newest first', async () => {
  for (let n = 0; n < 25; n++) record(stateDir, 'f', { n }, 'failed');
  record(stateDir, 'g', {}, 'reported');
  const all = await recorded(stateDir);
  expect(all.filter(({ functionName }) => functionName === 'f')).toHaveLength(20);
  expect(all.find(({ functionName }) => functionName === 'g')).toMatchObject({ ending: 'reported' });
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  expect(Number.isNaN(Date.parse(String(all[0]?.at)))).toBe(false);
});

test('an event is read by what the list calls it, and no other file is', async () => {
  record(stateDir, 'f', { n: 1 }, 'failed');
  const [one] = await recorded(stateDir);
  expect(await readRecorded(stateDir, String(one?.id))).toEqual({ functionName: 'f', event: { n: 1 } });
  await expect(readRecorded(stateDir, 'f/../../secret')).rejects.toThrow('is not kept any more');
});

test('only a name is the folder of a function', () => {
  expect(() => want(stateDir, '../elsewhere', 1)).toThrow('there is no function');
});

test.each([
  [{ batchItemFailures: [{ itemIdentifier: '1' }] }, 'reported'],
  [{ batchItemFailures: [] }, 'succeeded'],
  [{ statusCode: 500 }, 'reported'],
  [{ statusCode: 404 }, 'succeeded'],
  [null, 'succeeded'],
  ['text', 'succeeded'],
])('%j has %s', (answer, ending) => {
  expect(endingOf(answer)).toBe(ending);
});
