import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { appearing } from './watch.ts';

test('a watched folder yields the CSV files that appear in it, whole', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'orderflow-watch-'));
  await writeFile(join(dir, 'old.csv'), 'was here before');
  const files = appearing(dir);
  const first = files.next();
  // Until the watcher has seen the folder, a file in it counts as old: write new ones until one is noticed.
  let index = 0;
  let found: IteratorResult<string> | undefined;
  void first.then((result) => {
    found = result;
  });
  while (!found) {
    await writeFile(join(dir, `note-${index}.txt`), 'no CSV');
    await writeFile(join(dir, `new-${index++}.CSV`), 'a');
    await sleep(500);
  }
  expect(found.value).toMatch(/new-\d+\.CSV$/);
  await files.return(undefined);
  await rm(dir, { recursive: true });
}, 30_000);
