import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import type { WrittenObject } from '@orderflow/lambda';
import { createImport } from '../src/models/createImport.ts';
import { importChunk } from '../src/models/importChunk.ts';
import { incomingKey } from '../src/models/imports.ts';
import { planImport } from '../src/models/planImport.ts';
import { tidyImports } from '../src/models/tidyImports.ts';
import { HEADER, NOW, ownQueues, stateOf, store, takeChunks, upload } from './testImports.ts';

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
/** Two chunks. */
const text = () =>
  `${HEADER}${Array.from({ length: 12 }, () => `${randomUUID()},ann,tea,1,5,EUR,,`).join('\n')}\n`;

beforeAll(async () => {
  await ownQueues();
  Object.assign(process.env, { ABANDON_AFTER_SECONDS: '86400', STUCK_AFTER_SECONDS: '14400' });
});

async function announced(at: Date): Promise<string> {
  const importId = randomUUID();
  await createImport(
    importId,
    { principal: 'ann', scopes: new Set() },
    { fileName: 'a.csv' },
    { correlationId: 'c-1', now: at },
    store,
  );
  return importId;
}

const tidy = () => tidyImports(NOW, NOW, store);
const stuck = async (importId: string) => (await tidy()).stuck.find((one) => one.importId === importId);
const plan = (file: WrittenObject, at: Date) => planImport(file, at, store);

test('an upload that never came is given up on, once', async () => {
  const [old, young] = [await announced(hoursAgo(25)), await announced(hoursAgo(23))];
  const results = await Promise.all([tidy(), tidy(), tidy()]);
  expect(results.some(({ abandoned }) => abandoned.includes(old))).toBe(true);
  expect(await stateOf(old)).toMatchObject({
    status: 'FAILED',
    finishedAt: NOW.toISOString(),
    expiresAt: Math.floor(hoursAgo(-30 * 24).getTime() / 1000),
  });
  expect((await stateOf(old)).reason).toContain('No file was uploaded');
  expect(await stateOf(young)).toMatchObject({ status: 'AWAITING_UPLOAD' });
  expect((await tidy()).abandoned).not.toContain(old);
});

test('a file that comes later all the same is an import of the same owner', async () => {
  const importId = await announced(hoursAgo(25));
  await tidy();
  const late = await plan(await upload(text(), incomingKey(importId)), NOW);
  expect(late).toMatchObject({ status: 'PROCESSING', owner: 'user#ann', fileName: 'a.csv' });
  expect(late.pk).not.toBe(importId);
  expect(await stateOf(importId)).toMatchObject({ status: 'FAILED' });
});

test('a file that is there but was never read is reported, not given up on', async () => {
  const importId = await announced(hoursAgo(25));
  const file = await upload(text(), incomingKey(importId));
  expect(await stuck(importId)).toEqual({
    importId,
    status: 'AWAITING_UPLOAD',
    since: hoursAgo(25).toISOString(),
  });
  expect(await plan(file, NOW)).toMatchObject({ pk: importId, status: 'PROCESSING' });
});

test('an import is stuck when it has counted nothing for hours, and no more when it goes on', async () => {
  const { pk } = await plan(await upload(text()), hoursAgo(6));
  const [first, ...others] = (await takeChunks()).filter(({ importId }) => importId === pk);
  expect(others.length).toBeGreaterThan(0);
  expect(await stuck(pk)).toMatchObject({ status: 'PROCESSING', since: hoursAgo(6).toISOString() });
  await importChunk(first as never, hoursAgo(5), store);
  expect(await stuck(pk)).toMatchObject({ since: hoursAgo(5).toISOString() });
  await importChunk(others[0] as never, hoursAgo(1), store);
  expect(await stuck(pk)).toBeUndefined();
  for (const chunk of others) await importChunk(chunk, NOW, store);
  expect(await stateOf(pk)).toMatchObject({ status: 'COMPLETED' });
  expect(await stuck(pk)).toBeUndefined();
});
