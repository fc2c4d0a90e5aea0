import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jitteryClient } from '@orderflow/idempotency/testing';
import { type WrittenObject, writtenObjects } from '@orderflow/lambda';
import type { ImportChunk } from '@orderflow/validation';
import { commitImport } from '../src/models/commitImport.ts';
import { eraseImports } from '../src/models/eraseImports.ts';
import { lastPart, partNumber } from '../src/models/planParts.ts';
import { undoChunk } from '../src/models/undoChunk.ts';
import { undoImport } from '../src/models/undoImport.ts';
import {
  announce,
  clients,
  HEADER,
  importText,
  NOW,
  newClients,
  ordersOf,
  ownQueues,
  plan,
  rejectsOf,
  rowsOf,
  runChunk,
  stateOf,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);
beforeEach(() => {
  process.env['PLAN_RUN_BYTES'] = '2500';
});
afterEach(() => {
  process.env['PLAN_RUN_BYTES'] = '100000';
  process.env['PLAN_AHEAD_CHUNKS'] = '1000';
});

/** Some 9 KB, with a fault here and there. */
function someFile(end = '') {
  const id = randomUUID().slice(0, 8);
  const ids = Array.from({ length: 200 }, (_, index) => `${id}-${index}`);
  const rows = ids.flatMap((one, index) => [
    `${one},ann,T,1,5,EUR,${index % 7 === 0 ? '"two\nlines"' : ''},`,
    ...(index % 9 === 0 ? [`${one},ann,T,0,5,EUR,é,`] : []),
    ...(index % 11 === 0 ? [`${one},ann,T,1,5,EUR,${index % 7 === 0 ? '"two\nlines"' : ''},`] : []),
  ]);
  return { ids, text: `${HEADER}${rows.join('\n')}\n${end}` };
}

/** Takes the files that are to be planned again out of their queue. */
async function takeFiles(): Promise<WrittenObject[]> {
  const QueueUrl = process.env['IMPORT_FILES_QUEUE_URL'];
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  );
  for (const { ReceiptHandle } of Messages) {
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages.flatMap(({ Body = '' }) => writtenObjects(Body));
}

async function filesUnder(prefix: string): Promise<string[]> {
  const { Contents = [] } = await store.s3.send(
    new ListObjectsV2Command({ Bucket: store.bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key);
}

type Planning = (file: WrittenObject) => Promise<unknown>;

/** Plans a file, run after run, until no further run is queued. */
async function planToEnd(file: WrittenObject, each: Planning = (one) => plan(one)): Promise<number> {
  let runs = 0;
  for (let files = [file]; files.length > 0; files = await takeFiles()) {
    for (const one of files) {
      await each(one);
      if (++runs > 100) throw new Error('planning comes to no end');
    }
  }
  return runs;
}

async function outcome(importId: string) {
  const item = await stateOf(importId);
  const { status, chunksDone, chunksTotal, bytesDone, bytesTotal, understood } = item;
  const told = { status, chunksDone, chunksTotal, bytesDone, bytesTotal, understood };
  return { ...rowsOf(item), ...told, rejects: await rejectsOf(importId) };
}

/** The result of the same rows when they are planned in one run, under other ids. */
async function expected({ ids, text }: ReturnType<typeof someFile>) {
  process.env['PLAN_RUN_BYTES'] = '100000';
  const [id = ''] = ids[0]?.split('-') ?? [];
  const other = randomUUID().slice(0, 8);
  const { pk } = await importText(text.replaceAll(id, other));
  process.env['PLAN_RUN_BYTES'] = '2500';
  return JSON.parse(JSON.stringify(await outcome(pk)).replaceAll(other, id));
}

async function importBy(each?: Planning) {
  const file = someFile();
  const uploaded = await upload(file.text);
  const { pk } = await plan(uploaded);
  const runs = await planToEnd(uploaded, each);
  for (const chunk of await takeChunks()) await runChunk(chunk);
  const last = await lastPart(pk, store);
  // Whatever runs concurrently: one message for each step but the last one, and the first message, which came once
  // more.
  expect(runs).toBe(last && 2 * (partNumber(last) + 1));
  return { pk, file };
}

describe('a file that is too large for one run', () => {
  test('is planned run after run, and comes to what it would come to in one', async () => {
    const file = someFile();
    const uploaded = await upload(file.text);
    const first = await plan(uploaded);
    expect(first.chunksTotal).toBeUndefined();
    expect(await takeChunks()).toEqual([]);
    for (let files = await takeFiles(); files.length > 0; files = await takeFiles()) {
      expect(files).toHaveLength(1);
      for (const one of files) await plan(one);
    }
    const chunks = await takeChunks();
    expect(chunks.length).toBeGreaterThan(15);
    for (const chunk of chunks) await runChunk(chunk);
    const last = await lastPart(first.pk, store);
    expect(last && partNumber(last)).toBeGreaterThan(2);
    expect(await outcome(first.pk)).toEqual(await expected(file));
    expect(await ordersOf(file.ids)).toHaveLength(file.ids.length);
  });

  test('comes to the same when each message comes twice, one run after the other', async () => {
    const { pk, file } = await importBy(async (one) => {
      await plan(one);
      await plan(one);
    });
    expect(await outcome(pk)).toEqual(await expected(file));
  });

  test('comes to the same when two run at once, of which one goes on', async () => {
    const { pk, file } = await importBy((one) =>
      Promise.all([1, 2].map(() => plan(one, { ...newClients(), client: jitteryClient(5) }))),
    );
    expect(await outcome(pk)).toEqual(await expected(file));
  });

  test('of which nobody has closed a quote creates nothing', async () => {
    const file = someFile('x,"ann');
    const uploaded = await upload(file.text);
    const { pk } = await plan(uploaded);
    await planToEnd(uploaded);
    expect(await takeChunks()).toEqual([]);
    expect(await stateOf(pk)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('opens a double quote that is never closed'),
    });
  });

  test.each([1, 5])('fails when it is replaced after %i runs, and is planned no more', async (runs) => {
    const file = someFile();
    const uploaded = await upload(file.text);
    const { pk } = await plan(uploaded);
    let done = 0;
    await planToEnd(uploaded, async (one) => {
      await plan(one);
      if (++done === runs) await upload('other', uploaded.key);
    });
    expect(await stateOf(pk)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('The file was replaced'),
    });
    await takeChunks();
  });

  test('fails when its importer is erased, whose rejects go, too', async () => {
    const file = someFile();
    const { importId, file: uploaded } = await announce(file.text, {}, 'ada');
    let chunks: ImportChunk[] = [];
    await planToEnd(uploaded, async (one) => {
      await plan(one);
      chunks = [...chunks, ...(await takeChunks())];
      for (const chunk of chunks) await runChunk(chunk);
      if (chunks.length > 0) await eraseImports('ada', store);
    });
    const { chunksTotal, rejected, ...item } = await stateOf(importId);
    expect(item).toMatchObject({ status: 'FAILED', owner: 'erased' });
    expect(chunksTotal).toBeUndefined();
    expect(rejected).toBeGreaterThan(0);
    await expect(filesUnder(`parts/${importId}/`)).resolves.toEqual([]);
  });

  test('that is packed is refused, with what to do', async () => {
    const text = HEADER + Array.from({ length: 400 }, () => `${randomUUID()},ann,T,1,5,EUR,,`).join('\n');
    const packed = await upload(gzipSync(text), `incoming/${randomUUID()}/a.csv.gz`);
    expect(await plan(packed)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('packed with gzip; of such files the limit is 2500'),
    });
  });

  test('is queued as far as its chunks are done', async () => {
    process.env['PLAN_AHEAD_CHUNKS'] = '6';
    const file = someFile();
    const uploaded = await upload(file.text);
    const { pk } = await plan(uploaded);
    await planToEnd(uploaded);
    const early = await takeChunks();
    const { sent, chunksTotal, bytesTotal } = await stateOf(pk);
    expect(chunksTotal).toBeUndefined();
    expect(bytesTotal).toBe(Buffer.byteLength(file.text));
    expect(sent?.chunks).toBe(early.length);
    await plan(uploaded);
    expect(await takeChunks()).toEqual([]);
    for (let chunks = early; chunks.length > 0; chunks = await takeChunks()) {
      for (const chunk of chunks) await runChunk(chunk);
      await planToEnd(uploaded);
    }
    expect(await outcome(pk)).toEqual(await expected(file));
  });

  test('is previewed, committed and undone without being planned anew', async () => {
    const file = someFile();
    const { importId, file: uploaded } = await announce(file.text, { dryRun: true });
    await planToEnd(uploaded);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    const { status, preview } = await stateOf(importId);
    expect(status).toBe('PREVIEWED');
    const parts = await lastPart(importId, store);

    await commitImport(importId, 'ann', NOW, store, clients.sqs);
    for (const one of await takeFiles()) await planToEnd(one);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    const item = await stateOf(importId);
    expect(item.status).toBe('COMPLETED');
    expect(rowsOf(item)).toEqual(preview?.rows);

    const ann = { principal: 'ann', scopes: new Set<string>() };
    await undoImport(importId, ann, NOW, store, clients.sqs);
    for (const one of await takeFiles()) await planToEnd(one);
    for (const chunk of await takeChunks()) await undoChunk(chunk, NOW, store);
    const { undo, ...undone } = await stateOf(importId);
    expect(undone.status).toBe('UNDONE');
    expect(undo).toMatchObject({ cancelled: item.created, chunksTotal: item.chunksTotal });
    expect(await lastPart(importId, store)).toEqual(parts);
  });
});
