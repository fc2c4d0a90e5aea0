import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { Death, jitteryClient, MortalProcess } from '@orderflow/idempotency/testing';
import { measuredBy } from '@orderflow/lambda/testing';
import {
  clients,
  HEADER,
  newClients,
  ownQueues,
  plan,
  rowsOf,
  runChunk,
  stateOf,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

const ROWS = { RowsCreated: 20, RowsDuplicate: 1, RowsRejected: 1 };

/** Some chunks of good rows, one repeated and one bad. */
async function planned() {
  const id = randomUUID().slice(0, 8);
  const good = Array.from({ length: 20 }, (_, index) => `${id}-${index},ann,T,1,5,EUR,,`);
  const item = await plan(await upload(`${HEADER}${[...good, good[0], `!,ann,T,1,5,EUR,,`].join('\n')}\n`));
  const chunks = await takeChunks();
  expect(item).toMatchObject({ status: 'PROCESSING', chunksTotal: chunks.length });
  expect(chunks.length).toBeGreaterThan(1);
  return { pk: item.pk, chunks };
}

test('rows of an import are measured once, however often their chunks are delivered', async () => {
  const { pk, chunks } = await planned();
  const measured = await measuredBy(async () => {
    for (const chunk of [...chunks, ...chunks.toReversed()]) await runChunk(chunk);
  });
  expect(measured).toEqual(ROWS);
  expect(rowsOf(await stateOf(pk))).toEqual({ read: 22, created: 20, duplicate: 1, rejected: 1 });
});

test('three executors of a chunk at once measure its rows once', async () => {
  const { chunks } = await planned();
  const measured = await measuredBy(async () => {
    for (const chunk of chunks) {
      const hasty = () => ({ ...clients, client: jitteryClient(10) });
      await Promise.all([1, 2, 3].map(() => runChunk(chunk, hasty())));
    }
  });
  expect(measured).toEqual(ROWS);
});

test('a death after any call measures nothing twice; one before the commit loses nothing', async () => {
  let lost = 0;
  let died = true;
  for (let call = 1; died; call++) {
    const { chunks } = await planned();
    const process = new MortalProcess('after', call);
    const { client, s3, sqs } = newClients();
    const by = { client: process.own(client), s3: process.own(s3), sqs };
    const measured = await measuredBy(async () => {
      for (const chunk of chunks) {
        await runChunk(chunk, process.dead ? clients : by).catch((error) => {
          if (!(error instanceof Death)) throw error;
          return runChunk(chunk);
        });
      }
    });
    for (const [name, value] of Object.entries(ROWS)) expect(measured[name]).toBeLessThanOrEqual(value);
    if (measured['RowsCreated'] !== ROWS.RowsCreated) lost += 1;
    died = process.dead;
  }
  // Only where the process dies between the commit of a chunk and the line about it.
  expect(lost).toBe((await planned()).chunks.length);
}, 60_000);
