import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { userKey } from '@orderflow/domain';
import { ValidationError } from '@orderflow/validation';
import { createImport } from '../src/models/createImport.ts';
import { describeImport } from '../src/models/describeImport.ts';
import { eraseImports } from '../src/models/eraseImports.ts';
import { incomingKey } from '../src/models/imports.ts';
import { toImport } from '../src/models/importView.ts';
import { tidyImports } from '../src/models/tidyImports.ts';
import {
  announce,
  HEADER,
  NOW,
  ownQueues,
  plan,
  runChunk,
  stateOf,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(async () => {
  await ownQueues();
  Object.assign(process.env, { ABANDON_AFTER_SECONDS: '86400', STUCK_AFTER_SECONDS: '14400' });
});

/** Creates a user with an account. */
async function account(status = 'ACTIVE'): Promise<string> {
  const userId = randomUUID();
  const Item = { pk: userKey(userId), userId, email: `${userId}@example.com`, name: 'Ann', status };
  await store.client.send(new PutCommand({ TableName: store.users, Item }));
  return userId;
}

const row = (quantity = 1) => `${randomUUID()},ann,T,${quantity},5,EUR,,\n`;
const good = () => `${HEADER}${row()}${row(0)}`;

async function runAll(): Promise<void> {
  for (const chunk of await takeChunks()) await runChunk(chunk);
}

/** The data of an import's event. */
async function toldOf(importId: string): Promise<object | undefined> {
  const item = await stateOf(importId);
  return item.event && { type: item.event.type, ...describeImport(item, item.event.type).data };
}

describe('a mail at the end of an import', () => {
  test('is for whoever asked for it, when it is done', async () => {
    const ann = await account();
    const { importId, file } = await announce(good(), { notify: true }, ann);
    await plan(file);
    expect(await toldOf(importId)).toBeUndefined();
    await runAll();
    const rows = { read: 2, created: 1, duplicate: 0, rejected: 1 };
    const done = { type: 'import.completed.v1', importId, fileName: 'a.csv', notify: ann, rows };
    expect(await toldOf(importId)).toEqual(done);
    expect(await toImport(await stateOf(importId), store)).toMatchObject({ notify: true });
  });

  test('is for nobody who did not ask', async () => {
    const { importId, file } = await announce(good(), {}, await account());
    await plan(file);
    await runAll();
    expect(await toldOf(importId)).not.toHaveProperty('notify');
    expect(await toImport(await stateOf(importId), store)).not.toHaveProperty('notify');
  });

  test('says when it failed, without a word of the file', async () => {
    const ann = await account();
    const { importId, file } = await announce('Ada Lovelace,1\n', { notify: true }, ann);
    await plan(file);
    expect(await toldOf(importId)).toEqual({
      type: 'import.failed.v1',
      importId,
      fileName: 'a.csv',
      notify: ann,
    });
  });

  test('says when no file came', async () => {
    const ann = await account();
    const importId = randomUUID();
    const context = { correlationId: importId, now: new Date(NOW.getTime() - 25 * 3_600_000) };
    const by = { principal: ann, scopes: new Set<string>() };
    await createImport(importId, by, { fileName: 'a.csv', notify: true }, context, store);
    await tidyImports(NOW, NOW, store);
    expect(await toldOf(importId)).toMatchObject({ type: 'import.failed.v1', notify: ann });
  });

  test('waits for the commit of what is only looked at', async () => {
    const ann = await account();
    const { importId, file } = await announce(good(), { notify: true, dryRun: true }, ann);
    await plan(file);
    await runAll();
    expect(await stateOf(importId)).toMatchObject({ status: 'PREVIEWED', notify: true });
    expect(await toldOf(importId)).toBeUndefined();
  });

  test('is for a second file under the same address, too', async () => {
    const ann = await account();
    const { importId, file } = await announce(good(), { notify: true }, ann);
    await plan(file);
    const second = await plan(await upload(good(), incomingKey(importId)));
    await runAll();
    expect(second.pk).not.toBe(importId);
    expect(await toldOf(second.pk)).toMatchObject({ importId: second.pk, notify: ann });
  });

  test('is for nobody when who asked was erased in between', async () => {
    const ann = await account();
    const { importId, file } = await announce(good(), { notify: true }, ann);
    await plan(file);
    await eraseImports(ann, store);
    await runAll();
    expect(await toldOf(importId)).toEqual({ type: 'import.failed.v1', importId, fileName: 'erased' });
  });

  test.each([undefined, 'ONBOARDING', 'EXPIRED'])(
    'is refused to a caller whose account is %s',
    async (status) => {
      const caller = status === undefined ? `machine-${randomUUID()}` : await account(status);
      const error = await announce(good(), { notify: true }, caller).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(ValidationError);
      expect(error.errors).toMatchObject([
        { pointer: '/notify', message: expect.stringContaining('no account') },
      ]);
    },
  );
});
