import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { contendedClient, Death, jitteryClient, MortalProcess } from '@orderflow/idempotency/testing';
import type { ImportItem } from '../src/models/imports.ts';
import {
  type Clients,
  clients,
  HEADER,
  newClients,
  ordersOf,
  ownQueues,
  plan,
  rejectsOf,
  rowsOf,
  runChunk,
  stateOf,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

const NOT_ID = '!';

/** Three chunks: orders in two insert calls, a repeat, a conflict and two bad rows. */
function someFile() {
  const id = randomUUID().slice(0, 8);
  const ids = Array.from({ length: 30 }, (_, index) => `${id}-${String(index).padStart(2, '0')}`);
  const good = ids.map((one) => `${one},ann,T,1,5,EUR,,`);
  const records = [
    ...good,
    good[0],
    `${ids[1]},bob,T,1,5,EUR,,`,
    `${NOT_ID},ann,T,1,5,EUR,${'x'.repeat(200)},`,
    `${NOT_ID},ann,T,1,5,EUR,,`,
  ];
  return { id, ids, text: `${HEADER}${records.join('\n')}\n` };
}

/** Everything that an import leaves behind, with its ids replaced. */
async function outcome(importId: string, { id, ids }: ReturnType<typeof someFile>) {
  const orders = await ordersOf(ids);
  const events = orders.map(({ event: { id: _id, ...event }, fingerprint: _of, ...order }) => ({
    order,
    event,
  }));
  const {
    event,
    upload: _upload,
    fingerprint: _fingerprint,
    fileName: _name,
    ...state
  } = await stateOf(importId);
  const all = { state, announced: event?.type, rejects: await rejectsOf(importId), events };
  return JSON.parse(JSON.stringify(all).replaceAll(importId, 'IMPORT').replaceAll(id, 'ID'));
}

/** Delivers a message. When its process dies, the queue delivers it again, to a process that lives. */
async function deliver(run: (by: Clients) => Promise<ImportItem>, by: Clients): Promise<ImportItem> {
  try {
    return await run(by);
  } catch (error) {
    if (!(error instanceof Death)) throw error;
    return run(clients);
  }
}

async function importBy(file: ReturnType<typeof someFile>, by: Clients) {
  const uploaded = await upload(file.text);
  const { pk } = await deliver((one) => plan(uploaded, one), by);
  for (const chunk of await takeChunks()) await deliver((one) => runChunk(chunk, one), by);
  return outcome(pk, file);
}

/** A barrier: each caller waits until this many have come. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let there = 0;
  return () => {
    if (++there === size) resolve();
    return promise;
  };
}

describe('an import comes out as if nothing had happened when', () => {
  test.each(['before', 'after'] as const)(
    'its process dies %s any of its AWS calls',
    async (moment) => {
      const expected = await importBy(someFile(), clients);
      expect(expected.state).toMatchObject({
        status: 'COMPLETED',
        read: 34,
        created: 30,
        duplicate: 1,
        rejected: 3,
      });
      let call = 1;
      for (let died = true; died; call++) {
        const process = new MortalProcess(moment, call);
        const { client, s3, sqs } = newClients();
        const by = { client: process.own(client), s3: process.own(s3), sqs: process.own(sqs) };
        expect({ call, ...(await importBy(someFile(), by)) }).toEqual({ call, ...expected });
        died = process.dead;
      }
      expect(call).toBeGreaterThan(25);
      // Some thirty imports, each of which dies at another call.
    },
    180_000,
  );

  test('every message is delivered twice, the whole file too', async () => {
    const expected = await importBy(someFile(), clients);
    const file = someFile();
    const uploaded = await upload(file.text);
    const { pk } = await plan(uploaded);
    await plan(uploaded);
    const chunks = await takeChunks();
    for (const chunk of [...chunks, ...chunks.toReversed()]) await runChunk(chunk);
    await plan(uploaded);
    expect(await outcome(pk, file)).toEqual(expected);
    expect(await takeChunks()).toEqual([]);
  });

  test('the plan and every chunk have three executors at once', async () => {
    const expected = await importBy(someFile(), clients);
    for (let round = 0; round < 5; round++) {
      const file = someFile();
      const uploaded = await upload(file.text);
      const hasty = () => ({ ...clients, client: jitteryClient(10) });
      const allRead = meeting(3);
      const [planned] = await Promise.all([1, 2, 3].map(() => plan(uploaded, hasty(), allRead)));
      const executors = Object.groupBy(await takeChunks(), ({ index }) => index);
      // Chunk after chunk: if two chunks with a row of the same id ran at once, either row could come first.
      for (const chunks of Object.values(executors)) {
        expect(chunks).toHaveLength(3);
        await Promise.all((chunks ?? []).map((chunk) => runChunk(chunk, hasty())));
      }
      expect(await outcome(planned?.pk ?? '', file)).toEqual(expected);
    }
  });

  test('others write to its item at the same time', async () => {
    const expected = await importBy(someFile(), clients);
    const { client, conflicts } = contendedClient(3);
    expect(await importBy(someFile(), { ...clients, client })).toEqual(expected);
    expect(conflicts()).toBe(3);
  });
});

test('the same file twice at once makes every order once, and each row counts as created once', async () => {
  const file = someFile();
  const imports = await Promise.all([plan(await upload(file.text)), plan(await upload(file.text))]);
  const chunks = await takeChunks();
  await Promise.all(chunks.map((chunk) => runChunk(chunk, { ...clients, client: jitteryClient(10) })));
  const done = await Promise.all(imports.map(({ pk }) => stateOf(pk)));
  const total = done.map(rowsOf).reduce((sum, one) => sum + one.created, 0);
  expect(done.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
  for (const { read, created, duplicate, rejected } of done.map(rowsOf)) {
    expect(read).toBe(created + duplicate + rejected);
  }
  expect(total).toBe(30);
  expect(await ordersOf(file.ids)).toHaveLength(30);
});
