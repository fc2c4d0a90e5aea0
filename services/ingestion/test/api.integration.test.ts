import { randomUUID } from 'node:crypto';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createImport } from '../src/models/createImport.ts';
import { getImport, incomingKey, newImport, SHARED } from '../src/models/imports.ts';
import { toImport } from '../src/models/importView.ts';
import { listImports } from '../src/models/listImports.ts';
import {
  clients,
  HEADER,
  importText,
  NOW,
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

const context = { correlationId: 'c-1', now: NOW };
const create = (importId = randomUUID(), principal = 'ann', fileName = 'orders.csv', at = new Date()) =>
  createImport(importId, { principal, scopes: new Set() }, { fileName }, { ...context, now: at }, store);

/** Puts a body to a presigned URL with plain HTTP; returns the status. */
async function put(url: string, body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, { method: 'PUT', body, headers });
  await response.arrayBuffer();
  return response.status;
}

/** S3's notification of the object that was put to an import's URL. */
async function written(importId: string) {
  const key = incomingKey(importId);
  const { ETag = '' } = await clients.s3.send(new HeadObjectCommand({ Bucket: store.bucket, Key: key }));
  return { bucket: store.bucket, key, etag: ETag, sequencer: randomUUID() };
}

describe('POST /imports', () => {
  test('gives a URL that takes a plain PUT with the headers it names; the import then is about that file', async () => {
    const { slot, replayed } = await create();
    expect(replayed).toBe(false);
    const text = `${HEADER}${randomUUID()},ann,T,1,5,EUR,,\n!,ann,T,1,5,EUR,,\n`;
    expect(await put(slot.uploadUrl, text, slot.uploadHeaders)).toBe(200);
    expect(await toImport(await stateOf(slot.importId), store)).toMatchObject({
      status: 'AWAITING_UPLOAD',
      fileName: 'orders.csv',
      bytes: { done: 0, total: 0 },
      chunks: { done: 0, total: 0 },
    });

    const file = await written(slot.importId);
    expect(await plan(file)).toMatchObject({ pk: slot.importId, status: 'PROCESSING', owner: 'user#ann' });
    for (const chunk of await takeChunks()) await runChunk(chunk);
    const done = await toImport(await stateOf(slot.importId), store);
    expect(done).toMatchObject({
      importId: slot.importId,
      status: 'COMPLETED',
      bytes: { done: text.length, total: text.length },
      chunks: { done: 1, total: 1 },
      rows: { read: 2, created: 1, duplicate: 0, rejected: 1 },
      startedAt: NOW.toISOString(),
      finishedAt: NOW.toISOString(),
    });
    const rejects = await fetch(done.rejectsUrl ?? '');
    expect(await rejects.text()).toMatch(/^line,column,reason,record\n3,orderId,/);
    expect(rejects.headers.get('content-type')).toMatch(/^text\/csv/);
    expect((await plan(file)).pk).toBe(slot.importId);
  });

  test('binds the URL to the content type', async () => {
    const { slot } = await create();
    expect(await put(slot.uploadUrl, HEADER, { 'content-type': 'text/html' })).toBe(403);
    expect(new URL(slot.uploadUrl).searchParams.get('X-Amz-SignedHeaders')).toBe('content-type;host');
  });

  test('gives a URL that expires when it says', async () => {
    const { slot } = await create(undefined, undefined, undefined, new Date(Date.now() - 3_700_000));
    expect(Date.parse(slot.expiresAt)).toBeLessThan(Date.now());
    expect(await put(slot.uploadUrl, HEADER, slot.uploadHeaders)).toBe(403);
  });

  test('answers a repeat with the first answer, and refuses the key for another file', async () => {
    const importId = randomUUID();
    const first = await create(importId);
    const again = await create(importId, 'ann', 'orders.csv', new Date(Date.now() + 60_000));
    expect(again).toEqual({ slot: first.slot, replayed: true });
    await expect(create(importId, 'ann', 'other.csv')).rejects.toThrow('used for another request');
  });

  test('a second upload to the URL is an import of its own, of the same owner', async () => {
    const { slot } = await create();
    await put(slot.uploadUrl, HEADER, slot.uploadHeaders);
    await plan(await written(slot.importId));
    const second = await plan(await written(slot.importId));
    expect(second).toMatchObject({ owner: 'user#ann', fileName: 'orders.csv', status: 'COMPLETED' });
    expect(second.pk).not.toBe(slot.importId);
  });
});

describe('whose orders an import may have', () => {
  afterAll(() => {
    process.env['IMPORTS_FOR'] = 'anyone';
  });

  test.each([
    ['anyone', [], 2],
    ['self', ['imports:for-others'], 1],
    ['scope', [], 1],
    ['scope', ['imports:for-others'], 2],
  ])('is up to the stage: %s, with the scopes %j', async (setting, scopes, created) => {
    process.env['IMPORTS_FOR'] = setting;
    const importId = randomUUID();
    const importer = { principal: 'ann', scopes: new Set(scopes) };
    await createImport(importId, importer, { fileName: 'a.csv' }, { ...context, now: NOW }, store);
    const rows = ['ann', 'bob'].map((userId) => `${randomUUID()},${userId},T,1,5,EUR,,`);
    const file = `${HEADER}${rows.join('\n')}\n`;
    const first = await importText(file, incomingKey(importId));
    expect(rowsOf(first)).toEqual({ read: 2, created, duplicate: 0, rejected: 2 - created });
    // The same rule applies to a second upload to the same URL.
    const other = await importText(file.replaceAll('T,1', 'U,1'), incomingKey(importId));
    expect(other.pk).not.toBe(importId);
    if (created === 1) expect(await rejectsOf(other.pk)).toContain('userId,"must be your own');
  });
});

describe('GET /imports', () => {
  test("an import is its owner's to see, a direct drop everybody's", async () => {
    const { slot } = await create();
    expect((await getImport(slot.importId, 'ann', store)).pk).toBe(slot.importId);
    await expect(getImport(slot.importId, 'bob', store)).rejects.toThrow('There is no such import');
    const { pk } = await plan(await upload(HEADER));
    expect((await getImport(pk, 'bob', store)).pk).toBe(pk);
    for (const unknown of [undefined, 'x', randomUUID()]) {
      await expect(getImport(unknown, 'ann', store)).rejects.toThrow('There is no such import');
    }
  });

  test('lists own and shared imports merged, newest first, page by page without gap or repeat', async () => {
    const me = randomUUID();
    // At times of its own, later than those of other tests; four imports in each millisecond.
    const start = Date.UTC(2200, 0, 1) + Math.floor(Math.random() * 1e12);
    const times = Array.from({ length: 14 }, (_, index) => new Date(start + (index >> 2)).toISOString());
    const [oldest = '', newest = ''] = [times[0], times.at(-1)];
    const mine: string[] = [];
    for (const [index, createdAt] of times.entries()) {
      const owner = index % 3 === 0 ? SHARED : `user#${me}`;
      const item = newImport({
        pk: randomUUID(),
        owner,
        fingerprint: '',
        fileName: 'f.csv',
        status: 'PROCESSING',
        correlationId: 'c',
        createdAt,
      });
      await store.client.send(new PutCommand({ TableName: store.imports, Item: item }));
      mine.push(item.pk);
    }
    const listed: { pk: string; createdAt: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await listImports(me, { limit: 3, cursor }, store);
      expect(page.items.length).toBeGreaterThan(0);
      listed.push(...page.items.filter(({ createdAt }) => createdAt >= oldest && createdAt <= newest));
      cursor = page.items.some(({ createdAt }) => createdAt < oldest) ? undefined : page.cursor;
    } while (cursor);
    expect(listed.map(({ pk }) => pk).toSorted()).toEqual(mine.toSorted());
    expect(listed.map(({ createdAt }) => createdAt)).toEqual(times.toReversed());
  });
});
