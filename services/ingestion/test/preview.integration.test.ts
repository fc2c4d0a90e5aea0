import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { writtenObjects } from '@orderflow/lambda';
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
  rowsOf,
  runChunk,
  stateOf,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

async function dryRun(text: string): Promise<string> {
  const { importId, file } = await announce(text, { dryRun: true });
  await plan(file);
  return importId;
}

async function runAll(): Promise<void> {
  for (const chunk of await takeChunks()) await runChunk(chunk);
}

/** Plans what the commit has queued, as often as it is queued. */
async function planQueued(): Promise<number> {
  const QueueUrl = process.env['IMPORT_FILES_QUEUE_URL'];
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  );
  const bodies = Messages.map(({ Body = '' }) => Body);
  for (const { ReceiptHandle } of Messages) {
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  for (const file of bodies.flatMap(writtenObjects)) await plan(file);
  return bodies.length;
}

const commit = (importId: string) => commitImport(importId, 'ann', NOW, store, clients.sqs);

/** Fifteen good rows in several chunks, a repeated one, and two with faults. */
async function someFile() {
  const ids = Array.from({ length: 15 }, () => randomUUID());
  const rows = ids.map((id, index) => `${id},ann,T,2,5,${index < 5 ? 'USD' : 'EUR'},,`);
  const bad = ['x,ann,T,0,5,EUR,,', `y,ann,T,1,5,EUR,"${'n'.repeat(600)}",`];
  return { ids, text: `${HEADER}${[...rows, rows[0], ...bad].join('\n')}\n` };
}

describe('a dry run', () => {
  test('makes no order and says what would come of the file; its commit makes them, once', async () => {
    const { ids, text } = await someFile();
    const importId = await dryRun(text);
    await expect(commit(importId)).rejects.toMatchObject({ refusal: 'conflict' });
    const late = await takeChunks();
    for (const chunk of late) await runChunk(chunk);

    const previewed = await stateOf(importId);
    expect(await ordersOf(ids)).toEqual([]);
    expect(previewed).toMatchObject({ status: 'PREVIEWED', read: 18, rejected: 2 });
    expect(previewed.event).toBeUndefined();
    expect(previewed.preview).toMatchObject({
      rows: { read: 18, created: expect.any(Number), rejected: 2 },
      sums: { USD: expect.stringMatching(/^\d+$/), EUR: '100' },
      rejects: [
        { line: 18, column: 'quantity', record: 'x,ann,T,0,5,EUR,,' },
        { line: 19, column: 'note', record: expect.stringMatching(/…$/) },
      ],
    });
    expect((await toImport(previewed, store)).rejectsUrl).toContain('-preview.csv');

    await Promise.all([commit(importId), commit(importId)]);
    await commit(importId);
    expect(await planQueued()).toBe(3);
    // What the dry run left in the queue does nothing now. A chunk that is delivered twice counts once.
    for (const chunk of late) await runChunk(chunk);
    expect(await ordersOf(ids)).toEqual([]);
    await runAll();
    const done = await stateOf(importId);
    expect(rowsOf(done)).toEqual({ read: 18, created: 15, duplicate: 1, rejected: 2 });
    expect(done).toMatchObject({ status: 'COMPLETED', event: { type: 'import.completed.v1' } });
    expect(done.bytesDone).toBe(done.bytesTotal);
    // The text of rows is not kept longer than their file.
    expect(done.preview?.rejects).toBeUndefined();
    expect(done.preview?.rows.read).toBe(18);
    expect(await ordersOf(ids)).toHaveLength(15);
    expect((await commit(importId)).status).toBe('COMPLETED');
    expect(await planQueued()).toBe(0);
  });

  test('of orders that are there tells duplicates and conflicts', async () => {
    const { text } = await someFile();
    const first = await dryRun(text);
    await runAll();
    await commit(first);
    await planQueued();
    await runAll();
    const second = await dryRun(text.replaceAll(',USD,', ',GBP,'));
    await runAll();
    expect((await stateOf(second)).preview).toMatchObject({
      rows: { read: 18, created: 0, duplicate: 10, rejected: 8 },
      sums: {},
    });
  });

  test('is committed by its owner alone, and only when it is one', async () => {
    const { text } = await someFile();
    const importId = await dryRun(text);
    await runAll();
    await expect(commitImport(importId, 'eve', NOW, store, clients.sqs)).rejects.toMatchObject({
      refusal: 'not-found',
    });
    const { pk } = await plan(await upload(text));
    await runAll();
    await expect(commit(pk)).rejects.toMatchObject({ refusal: 'conflict' });
  });
});
