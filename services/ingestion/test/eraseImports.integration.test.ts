import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { erasedUser } from '@orderflow/domain';
import { createImport } from '../src/models/createImport.ts';
import { eraseImports } from '../src/models/eraseImports.ts';
import { chunkKey, findImport, getImport, incomingKey } from '../src/models/imports.ts';
import { listImports } from '../src/models/listImports.ts';
import {
  HEADER,
  importText,
  NOW,
  ownQueues,
  plan,
  rejectsOf,
  runChunk,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

const context = { correlationId: 'c-test', now: NOW };

async function keys(prefix: string): Promise<string[]> {
  const { Contents = [] } = await store.s3.send(
    new ListObjectsV2Command({ Bucket: store.bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key);
}

/** Announces an import of this user, and uploads its file. */
async function ownImport(userId: string, text: string, dryRun = false) {
  const importId = randomUUID();
  await createImport(
    importId,
    { principal: userId, scopes: new Set() },
    { fileName: 'of ada.csv', ...(dryRun && { dryRun }) },
    context,
    store,
  );
  const file = await upload(text, incomingKey(importId));
  return { importId, file };
}

const rows = (id: string, userId = 'ann') =>
  `${HEADER}${id}-1,${userId},TEA-1,2,350,EUR,,\n${id}-2,ann,TEA-1,0,350,EUR,,\n`;

describe('erasing the imports of a person', () => {
  test('deletes their files and makes them nobody’s', async () => {
    const ada = randomUUID();
    const { importId, file } = await ownImport(ada, rows(randomUUID()));
    await plan(file);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    expect(await getImport(importId, ada, store)).toMatchObject({ status: 'COMPLETED', rejected: 1 });
    expect(await keys(`rejects/${importId}`)).toHaveLength(1);

    expect(await eraseImports(ada, store)).toBe(1);
    for (const prefix of ['incoming/', 'parts/', 'rejects/'])
      expect(await keys(`${prefix}${importId}`)).toEqual([]);
    await expect(getImport(importId, ada, store)).rejects.toMatchObject({ refusal: 'not-found' });
    expect(await findImport(importId, store)).toMatchObject({
      fileName: 'erased',
      status: 'COMPLETED',
      read: 2,
    });
    expect((await listImports(ada, { limit: 10 }, store)).items.map(({ pk }) => pk)).not.toContain(importId);
    expect(await eraseImports(ada, store)).toBe(0);
  });

  test('deletes what a dry run has kept of rows', async () => {
    const ada = randomUUID();
    const { importId, file } = await ownImport(ada, rows(randomUUID()), true);
    await plan(file);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    expect((await getImport(importId, ada, store)).preview?.rejects).toHaveLength(1);
    const Key = { pk: importId, sk: chunkKey(0, true) };
    const mark = async () =>
      (await store.client.send(new GetCommand({ TableName: store.imports, Key }))).Item;
    expect(await mark()).toMatchObject({ sample: [{ column: 'quantity' }] });

    expect(await eraseImports(ada, store)).toBe(1);
    for (const prefix of ['incoming/', 'parts/', 'rejects/'])
      expect(await keys(`${prefix}${importId}`)).toEqual([]);
    expect(await mark()).not.toHaveProperty('sample');
    expect((await findImport(importId, store))?.preview).toBeUndefined();
  });

  test('ends one that runs: its file is gone', async () => {
    const ada = randomUUID();
    const { importId, file } = await ownImport(ada, rows(randomUUID()));
    await plan(file);
    await eraseImports(ada, store);
    for (const chunk of await takeChunks()) await runChunk(chunk);
    expect(await findImport(importId, store)).toMatchObject({ status: 'FAILED', created: 0 });
  });

  test('leaves the file that comes too late to nobody', async () => {
    const [ada, eve] = [randomUUID(), randomUUID()];
    const importId = randomUUID();
    await createImport(
      importId,
      { principal: ada, scopes: new Set() },
      { fileName: 'of ada.csv' },
      context,
      store,
    );
    await eraseImports(ada, store);
    await plan(await upload(rows(randomUUID()), incomingKey(importId)));
    for (const userId of [ada, eve])
      await expect(getImport(importId, userId, store)).rejects.toMatchObject({ refusal: 'not-found' });
  });
});

test('an import brings in no order of somebody who was erased, and says so', async () => {
  const [ada, id] = [randomUUID(), randomUUID()];
  const mark = erasedUser(ada, new Date().toISOString());
  await store.client.send(new PutCommand({ TableName: store.orders, Item: mark }));
  const item = await importText(
    `${HEADER}${id}-1,${ada},TEA-1,2,350,EUR,secret,\n${id}-2,ann,TEA-1,2,350,EUR,,\n`,
  );
  expect(item).toMatchObject({ status: 'COMPLETED', read: 2, created: 1, rejected: 1 });
  expect(await rejectsOf(item.pk)).toContain('userId,"is of somebody whose data were erased"');
  await store.client.send(new DeleteCommand({ TableName: store.orders, Key: { pk: mark.pk } }));
});
