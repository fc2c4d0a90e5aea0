import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { outboxEvent } from '@orderflow/domain';
import { jitteryClient } from '@orderflow/idempotency/testing';
import type { WrittenObject } from '@orderflow/lambda';
import type { ImportChunk } from '@orderflow/validation';
import type { ImportedOrder } from '../src/csv/orders/importedOrder.ts';
import { sendChunks } from '../src/lib/chunkQueue.ts';
import { createImport } from '../src/models/createImport.ts';
import { keptKey } from '../src/models/imports.ts';
import { toImport } from '../src/models/importView.ts';
import { planImport } from '../src/models/planImport.ts';
import { tidyImports } from '../src/models/tidyImports.ts';
import { undoChunk } from '../src/models/undoChunk.ts';
import { undoImport } from '../src/models/undoImport.ts';
import {
  announce,
  clients,
  HEADER,
  importText,
  NOW,
  ordersOf,
  ownQueues,
  plan,
  runChunk,
  stateOf,
  store,
  takeChunks,
  upload,
} from './testImports.ts';

beforeAll(ownQueues);

const ann = { principal: 'ann', scopes: new Set<string>() };
const context = { correlationId: 'c', now: NOW };
const toQueue = (chunks: ImportChunk[]) => sendChunks(chunks, clients.sqs);

const undo = (importId: string, by = ann) => undoImport(importId, by, NOW, store, clients.sqs);
/** Plans an undo, and takes its chunks. */
async function planned(file: WrittenObject): Promise<ImportChunk[]> {
  await planImport(file, NOW, store, { send: toQueue, undo: toQueue });
  return takeChunks();
}
const run = (chunk: ImportChunk, by = store) => undoChunk(chunk, NOW, by);

interface Given {
  status: ImportedOrder['status'];
  id: string;
}

/** Brings an order into a state, as the other services do. An order that takes stock takes `order` of this sku. */
async function become(id: string, status: ImportedOrder['status'], sku: string, order = 3): Promise<void> {
  const takes = ['CONFIRMED', 'SHIPPED'].includes(status);
  await store.client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: store.orders,
            Key: { pk: id },
            UpdateExpression: 'SET #status = :status, #event = :event',
            ConditionExpression: '#status IN (:pending, :confirmed)',
            ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
            ExpressionAttributeValues: {
              ':status': status,
              ':event': outboxEvent('order.confirmed.v1', id, context),
              ':pending': 'PENDING',
              ':confirmed': 'CONFIRMED',
            },
          },
        },
        {
          Update: {
            TableName: store.inventory,
            Key: { pk: sku },
            UpdateExpression: 'ADD available :minus, reserved :quantity',
            ExpressionAttributeValues: { ':minus': takes ? -order : 0, ':quantity': takes ? order : 0 },
          },
        },
      ],
    }),
  );
}

const stockOf = async (pk: string) =>
  (await store.client.send(new GetCommand({ TableName: store.inventory, Key: { pk } }))).Item;

const STATES: ImportedOrder['status'][] = [
  'PENDING',
  'CONFIRMED',
  'CONFIRMED',
  'SHIPPED',
  'REJECTED',
  'CANCELLED',
];

/**
 * Imports orders in every state, in several chunks; also one with an id that another import has, and one of two lines.
 */
async function imported() {
  const sku = `S-${randomUUID()}`;
  const orders: Given[] = [...STATES, ...STATES].map((status) => ({ status, id: randomUUID() }));
  const other = randomUUID();
  await importText(`${HEADER}${other},ann,${sku},3,5,EUR,,\n`);
  const rows = orders.map(({ id }) => `${id},ann,${sku},3,5,EUR,,`);
  const two = randomUUID();
  const text = `${HEADER}${[...rows, `${other},ann,${sku},3,5,EUR,,`, `${two},ann,${sku},1,5,EUR,,`, `${two},ann,T2,2,5,EUR,,`, `${two}x,ann,${sku},0,5,EUR,,`].join('\n')}\n`;
  const { importId, file } = await announce(text);
  await plan(file);
  for (const chunk of await takeChunks()) await runChunk(chunk);
  const Item = { pk: sku, available: 100, reserved: 0 };
  await store.client.send(new PutCommand({ TableName: store.inventory, Item }));
  for (const { id, status } of orders) if (status !== 'PENDING') await become(id, status, sku);
  expect(await stockOf(sku)).toMatchObject({ available: 82, reserved: 18 });
  const statesOf = async () => {
    const found = new Map((await ordersOf(orders.map(({ id }) => id))).map(({ pk, status }) => [pk, status]));
    return orders.map(({ id }) => found.get(id));
  };
  return { importId, file, text, sku, orders, other, two, statesOf };
}

const AFTER = ['CANCELLED', 'CANCELLED', 'CANCELLED', 'SHIPPED', 'REJECTED', 'CANCELLED'];
const COUNTS = { cancelled: 7, ended: 4, kept: 2 };

/** What must hold after every undo of {@link imported}. */
async function expectUndone({
  importId,
  sku,
  orders,
  other,
  two,
  statesOf,
}: Awaited<ReturnType<typeof imported>>) {
  const item = await stateOf(importId);
  expect(item).toMatchObject({ status: 'UNDONE', undo: COUNTS });
  expect(await statesOf()).toEqual([...AFTER, ...AFTER]);
  expect(await stockOf(sku)).toMatchObject({ available: 94, reserved: 6 });
  expect(await ordersOf([other])).toMatchObject([{ status: 'PENDING' }]);
  const [cancelled] = await ordersOf([two]);
  expect(cancelled).toMatchObject({
    status: 'CANCELLED',
    event: { type: 'order.cancelled.v1', detail: { previousStatus: 'PENDING' } },
    history: [{ status: 'CANCELLED', at: NOW.toISOString() }],
  });
  const get = new GetObjectCommand({ Bucket: store.bucket, Key: keptKey(importId) });
  const kept = await (await clients.s3.send(get)).Body?.transformToString();
  const lines = [5, 11].map(
    (line) =>
      `${line},orderId,"is SHIPPED: an order that has left is not undone","${orders[line - 2]?.id},ann,${sku},3,5,EUR,,"\n`,
  );
  expect(kept).toBe(`line,column,reason,record\n${lines.join('')}`);
  return toImport(item, store);
}

describe('an undo', () => {
  test('cancels what the import has created and nobody has sent, gives its stock back, and tells of the rest', async () => {
    const given = await imported();
    expect((await undo(given.importId)).status).toBe('UNDOING');
    const chunks = await planned(given.file);
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) await run(chunk);
    const { status, undo: shown } = await expectUndone(given);
    expect({ status, shown }).toMatchObject({
      status: 'COMPLETED',
      shown: {
        status: 'COMPLETED',
        orders: COUNTS,
        chunks: { done: chunks.length, total: chunks.length },
        keptUrl: expect.stringContaining('-undo.csv'),
      },
    });
  });

  test('asked for again and again, delivered twice and run by three at once comes to the same', async () => {
    const given = await imported();
    await Promise.all([undo(given.importId), undo(given.importId)]);
    const hasty = () => ({ ...store, client: jitteryClient(10) });
    const chunks = [...(await planned(given.file)), ...(await planned(given.file))];
    for (const [, same] of Object.entries(Object.groupBy(chunks, ({ index }) => index))) {
      await Promise.all([...(same ?? []), ...(same ?? [])].map((chunk) => run(chunk, hasty())));
    }
    for (const chunk of chunks) await run(chunk);
    expect((await undo(given.importId)).status).toBe('UNDONE');
    await planImport(given.file, NOW, store, { send: toQueue, undo: toQueue });
    expect(await takeChunks()).toEqual([]);
    await expectUndone(given);
  });

  test.each([
    ['shipped', 'SHIPPED', { cancelled: 6, ended: 4, kept: 3 }, { available: 91, reserved: 9 }],
    ['rejected', 'REJECTED', { cancelled: 6, ended: 5, kept: 2 }, { available: 94, reserved: 6 }],
    ['cancelled', 'CANCELLED', { cancelled: 6, ended: 5, kept: 2 }, { available: 94, reserved: 6 }],
  ] as const)(
    'leaves an order that was %s between its look and its write',
    async (_, status, counts, stock) => {
      const given = await imported();
      const [raced] = given.orders.filter(
        (order) => order.status === (status === 'SHIPPED' ? 'CONFIRMED' : 'PENDING'),
      );
      await undo(given.importId);
      let changed = false;
      const client = new Proxy(store.client, {
        get: (target, name) =>
          name === 'send'
            ? async (command: unknown) => {
                if (command instanceof TransactWriteCommand && !changed) {
                  changed = true;
                  await store.client.send(
                    new UpdateCommand({
                      TableName: store.orders,
                      Key: { pk: raced?.id },
                      UpdateExpression: 'SET #status = :status',
                      ExpressionAttributeNames: { '#status': 'status' },
                      ExpressionAttributeValues: { ':status': status },
                    }),
                  );
                }
                return target.send(command as never);
              }
            : Reflect.get(target, name),
      });
      for (const chunk of await planned(given.file)) await run(chunk, { ...store, client });
      expect(changed).toBe(true);
      expect(await ordersOf([raced?.id ?? ''])).toMatchObject([{ status }]);
      expect((await stateOf(given.importId)).undo).toMatchObject(counts);
      expect(await stockOf(given.sku)).toMatchObject(stock);
    },
  );

  test('that finds its file gone says so, and the import is complete', async () => {
    const { importId, file } = await imported();
    await undo(importId);
    const [first, ...more] = await planned(file);
    if (first) await run(first);
    const gone = { Bucket: store.bucket, Key: file.key };
    await clients.s3.send(new DeleteObjectCommand(gone));
    for (const chunk of more) await run(chunk);
    const item = await stateOf(importId);
    expect(item.status).toBe('COMPLETED');
    expect((await toImport(item, store)).undo).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('deleted'),
      orders: { cancelled: item.undo?.cancelled },
      chunks: { done: 1 },
    });

    // No message of the first undo is left: a second undo is planned again, and fails the same way.
    expect((await undo(importId)).undo).toEqual(item.undo);
    expect(await planned(file)).toEqual([]);
    expect(await stateOf(importId)).toMatchObject({ status: 'COMPLETED', undoReason: item.undoReason });
  });

  test('that found its file gone goes on with what is left when it is there again', async () => {
    const given = await imported();
    await undo(given.importId);
    const [first, second] = await planned(given.file);
    if (first) await run(first);
    await clients.s3.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: given.file.key }));
    if (second) await run(second);
    await upload(given.text, given.file.key);
    await undo(given.importId);
    for (const chunk of await planned(given.file)) await run(chunk);
    await expectUndone(given);
  });

  test('is of one’s own imports that are complete', async () => {
    const importId = randomUUID();
    await createImport(importId, ann, { fileName: 'a.csv' }, context, store);
    await expect(undo(importId)).rejects.toMatchObject({ refusal: 'conflict' });
    await expect(undo(importId, { ...ann, principal: 'eve' })).rejects.toMatchObject({
      refusal: 'not-found',
    });
    const { pk } = await importText(`${HEADER}${randomUUID()},ann,T,3,5,EUR,,\n`);
    process.env['IMPORTS_FOR'] = 'self';
    await expect(undo(pk)).rejects.toMatchObject({ refusal: 'forbidden' });
    process.env['IMPORTS_FOR'] = 'anyone';
    expect((await undo(pk)).status).toBe('UNDOING');
    Object.assign(process.env, { ABANDON_AFTER_SECONDS: '86400', STUCK_AFTER_SECONDS: '3600' });
    const later = new Date(NOW.getTime() + 7_200_000);
    const { stuck } = await tidyImports(later, later, store);
    expect(stuck).toContainEqual({ importId: pk, status: 'UNDOING', since: NOW.toISOString() });
  });
});
