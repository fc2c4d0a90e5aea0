import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { commitImport } from '../src/models/commitImport.ts';
import { toImport } from '../src/models/importView.ts';
import {
  announce,
  clients,
  HEADER,
  NOW,
  ordersOf,
  ownQueues,
  plan,
  runChunk,
  stateOf,
  store,
  takeChunks,
} from './testImports.ts';

beforeAll(ownQueues);

/** Header names that are not the columns' own names. */
const GUESSED = HEADER.replace('orderId', 'Bestellnummer');

/** Announces an import whose guesses are to be confirmed, and uploads its file. */
const announced = (text: string) => announce(text, { confirmGuesses: true });

async function runAll(): Promise<void> {
  for (const chunk of await takeChunks()) await runChunk(chunk);
}

describe('an import whose guesses are to be confirmed', () => {
  test('is a dry run when something is guessed, also for an attempt that began before that was known', async () => {
    const id = randomUUID();
    const { importId, file } = await announced(`${GUESSED}${id},ann,T,1,5,EUR,,\n`);
    // Two concurrent notifications: both plan.
    await Promise.all([plan(file), plan(file)]);
    await runAll();
    expect(await toImport(await stateOf(importId), store)).toMatchObject({
      status: 'PREVIEWED',
      dryRun: true,
      understood: { guessed: ['columns'] },
      preview: { rows: { created: 1 }, sums: { EUR: 5 } },
    });
    expect(await ordersOf([id])).toEqual([]);

    await commitImport(importId, 'ann', NOW, store, clients.sqs);
    // The commit confirms them: planned again, the import is no longer a dry run.
    await plan(file);
    await runAll();
    expect(await stateOf(importId)).toMatchObject({ status: 'COMPLETED', created: 1 });
    expect(await ordersOf([id])).toHaveLength(1);
  });

  test('is imported at once when nothing is', async () => {
    const id = randomUUID();
    const { importId, file } = await announced(`${HEADER}${id},ann,T,1,5,EUR,,\n`);
    await plan(file);
    await runAll();
    const done = await toImport(await stateOf(importId), store);
    expect(done).toMatchObject({ status: 'COMPLETED', understood: { guessed: [] } });
    expect(done).not.toHaveProperty('dryRun');
    expect(await ordersOf([id])).toHaveLength(1);
  });
});

test('an import tells its pace while it runs', async () => {
  const rows = Array.from({ length: 30 }, () => `${randomUUID()},ann,T,1,5,EUR,,\n`);
  const { importId, file } = await announced(HEADER + rows.join(''));
  await plan(file);
  const [first, ...others] = await takeChunks();
  if (!first) throw new Error('no chunk');
  await runChunk(first, clients, new Date(NOW.getTime() + 2_000));
  const item = await stateOf(importId);
  const { progress } = await toImport(item, store, new Date(NOW.getTime() + 3_000));
  expect(progress?.rowsPerSecond).toBe(Math.round(item.read / 2));
  expect(progress?.secondsLeft).toBeGreaterThan(0);
  for (const chunk of others) await runChunk(chunk);
  expect(await toImport(await stateOf(importId), store)).not.toHaveProperty('progress');
});
