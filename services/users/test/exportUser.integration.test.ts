import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { newOrderItem } from '@orderflow/domain';
import { createUser } from '../src/models/createUser.ts';
import { eraseUser } from '../src/models/eraseUser.ts';
import { type Export, exportUser } from '../src/models/exportUser.ts';
import { context, later, somebody, store } from './testStore.ts';

const put = (TableName: string, Item: object) => store.client.send(new PutCommand({ TableName, Item }));

const placed = (userId: string, note?: string) => {
  const lines = [{ sku: 'tea', quantity: 1, unitPrice: 250 }];
  const order = { orderId: randomUUID(), userId, currency: 'EUR' as const, lines, ...(note && { note }) };
  return put(store.orders, newOrderItem(order, context));
};
const imported = (userId: string) =>
  put(store.imports, {
    pk: randomUUID(),
    sk: 'import',
    owner: `user#${userId}`,
    status: 'COMPLETED',
    createdAt: context.now.toISOString(),
    fileName: 'orders.csv',
    fingerprint: 'secret',
    read: 3,
  });

async function all(userId: string, limit: number): Promise<Export[]> {
  const pages: Export[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await exportUser(userId, { limit, cursor }, store);
    pages.push(page);
    cursor = page.cursor;
  }
  return pages;
}

describe('an export', () => {
  test('has everything that is kept about a person, and nothing that is secret', async () => {
    const { userId, content } = somebody();
    await createUser(userId, content, context, store);
    const pk = `user#${userId}`;
    await put(store.onboarding, { pk, sk: 'onboarding', userId, status: 'ACTIVE', taskToken: 'secret' });
    await put(store.onboarding, { pk, sk: 'workspace', title: 'Workspace of Ada', createdAt: 'now' });
    await placed(userId, 'Ring twice');
    await imported(userId);
    const [page, ...more] = await all(userId, 20);
    expect(more).toEqual([]);
    expect(page).toMatchObject({
      user: { userId, ...content },
      onboarding: { status: 'ACTIVE' },
      workspace: [{ title: 'Workspace of Ada' }],
      orders: [{ userId, note: 'Ring twice' }],
      imports: [{ fileName: 'orders.csv', read: 3 }],
    });
    expect(JSON.stringify(page)).not.toMatch(/secret|fingerprint|#/);
  });

  test('comes in pages that have every order and import once', async () => {
    const { userId } = somebody();
    await Promise.all(Array.from({ length: 25 }, () => placed(userId)));
    await Promise.all(Array.from({ length: 12 }, () => imported(userId)));
    const pages = await all(userId, 10);
    const ids = pages.flatMap(({ orders, imports }) => [
      ...orders.map(({ orderId }) => orderId),
      ...imports.map(({ importId }) => String(importId)),
    ]);
    expect(ids).toHaveLength(37);
    expect(new Set(ids).size).toBe(37);
    for (const { orders, imports } of pages)
      expect(Math.max(orders.length, imports.length)).toBeLessThanOrEqual(10);
    expect(pages.filter((page) => 'workspace' in page)).toHaveLength(1);
  });

  test('never shows what is of somebody else, whatever the cursor says', async () => {
    const [ada, eve] = [somebody().userId, somebody().userId];
    await Promise.all([...Array(3)].flatMap(() => [placed(ada), placed(eve)]));
    const { cursor } = await exportUser(ada, { limit: 1 }, store);
    const page = await exportUser(eve, { limit: 10, cursor }, store);
    for (const order of page.orders) expect(order.userId).toBe(eve);
    for (const bad of ['', 'x', Buffer.from('["users"]').toString('base64url')])
      await expect(exportUser(eve, { limit: 1, cursor: bad }, store)).rejects.toMatchObject({
        refusal: 'malformed',
      });
  });

  test('of nobody, and of somebody who was erased, is not found', async () => {
    const { userId, content } = somebody();
    await expect(exportUser(userId, { limit: 1 }, store)).rejects.toMatchObject({ refusal: 'not-found' });
    await createUser(userId, content, context, store);
    await eraseUser(userId, later, store);
    await expect(exportUser(userId, { limit: 1 }, store)).rejects.toMatchObject({ refusal: 'not-found' });
  });
});
