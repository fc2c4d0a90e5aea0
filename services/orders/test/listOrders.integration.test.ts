import { randomUUID } from 'node:crypto';
import type { BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { documentClient } from '@orderflow/idempotency';
import { toCursor } from '../src/lib/cursor.ts';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { listOrders, type Page, wantedStatus } from '../src/models/orders.ts';
import { newOrder } from './orderEvents.ts';
import { place, store, testStore } from './testStore.ts';

/** A person with orders that were created one second after the other; newest first. */
async function buyer(count: number) {
  const userId = randomUUID();
  const orders = await Promise.all(
    Array.from({ length: count }, async (_, second) => {
      const now = new Date(Date.parse('2026-11-20T08:00:00Z') + second * 1_000);
      return (await place(newOrder({ userId }), { correlationId: 'c', now }, store)).order;
    }),
  );
  return { userId, orders: orders.reverse() };
}

/** All pages of a list. */
async function pagesOf(userId: string, limit: number): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const page = await listOrders(userId, { limit, cursor }, store);
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

describe('the list of orders', () => {
  test('is empty for a person without orders', async () => {
    expect(await listOrders(randomUUID(), { limit: 20 }, store)).toEqual({ items: [] });
  });

  test.each([1, 10, 25, 100])('holds 25 orders, newest first, in pages of %i', async (limit) => {
    const { userId, orders } = await buyer(25);
    const pages = await pagesOf(userId, limit);
    expect(pages.flatMap(({ items }) => items)).toEqual(orders);
    expect(Math.max(...pages.map(({ items }) => items.length))).toBeLessThanOrEqual(limit);
    expect(pages.length).toBeGreaterThanOrEqual(Math.ceil(25 / limit));
  });

  test('is newest first in whatever order the table answers', async () => {
    const { userId, orders } = await buyer(5);
    const client = documentClient();
    client.middlewareStack.add((next) => async (args) => {
      const result = await next(args);
      const { Responses } = result.output as Partial<BatchGetCommandOutput>;
      for (const items of Object.values(Responses ?? {})) items.reverse();
      return result;
    });
    expect((await listOrders(userId, { limit: 20 }, testStore(client))).items).toEqual(orders);
  });

  test('keeps orders of one millisecond apart over pages', async () => {
    const userId = randomUUID();
    const now = new Date('2026-11-20T08:00:00Z');
    await Promise.all(
      Array.from({ length: 5 }, () => place(newOrder({ userId }), { correlationId: 'c', now }, store)),
    );
    const ids = (await pagesOf(userId, 2)).flatMap(({ items }) => items.map(({ orderId }) => orderId));
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });

  test('pages through orders of an import, which differ below the millisecond', async () => {
    const userId = randomUUID();
    const times = ['000002', '000003', '000004', '999999'].map((line) => `2026-11-20T08:00:00.000${line}Z`);
    await Promise.all(
      times.map((createdAt) =>
        place(newOrder({ userId, createdAt }), { correlationId: 'c', now: new Date() }, store),
      ),
    );
    const listed = (await pagesOf(userId, 1)).flatMap(({ items }) => items.map(({ createdAt }) => createdAt));
    expect(listed).toEqual(times.toReversed());
  });

  test('shows its reader nobody else`s orders, also with a cursor out of somebody else`s list', async () => {
    const [ann, bob] = [await buyer(3), await buyer(3)];
    const { cursor } = await listOrders(bob.userId, { limit: 1 }, store);
    const stolen = await listOrders(ann.userId, { limit: 20, cursor }, store);
    expect(stolen.items).toEqual(
      ann.orders.filter(({ orderId }) => stolen.items.some((one) => one.orderId === orderId)),
    );
    const { orderId } = bob.orders[0] ?? {};
    const forged = toCursor({ createdAt: '9999-12-31T23:59:59.999Z', orderId: String(orderId) });
    expect((await listOrders(ann.userId, { limit: 20, cursor: forged }, store)).items).toEqual(ann.orders);
  });

  test('refuses a cursor that it never gave out', async () => {
    await expect(listOrders('ann', { limit: 20, cursor: 'bm8' }, store)).rejects.toMatchObject({
      refusal: 'malformed',
    });
  });
});

describe('a list of orders of one status', () => {
  test('has these and no others, newest first, in pages that go on where they stopped', async () => {
    const userId = randomUUID();
    const made: string[] = [];
    for (let index = 0; index < 12; index++) {
      const now = new Date(Date.UTC(2026, 10, 20, 8, 0, index));
      const { order } = await place(newOrder({ userId }), { correlationId: 'c', now }, store);
      made.push(order.orderId);
      if (index % 3 === 0) await cancelOrder(order.orderId, userId, { correlationId: 'c', now }, store);
    }
    const cancelled = made.filter((_, index) => index % 3 === 0).reverse();
    const all = await listOrders(userId, { limit: 4, status: 'CANCELLED' }, store);
    expect(all.items.map(({ orderId }) => orderId)).toEqual(cancelled);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrders(userId, { limit: 1, status: 'CANCELLED', cursor }, store);
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(cancelled);
    expect(await listOrders(userId, { limit: 5, status: 'SHIPPED' }, store)).toEqual({ items: [] });
  });

  test('is refused for a status that is none', () => {
    for (const status of ['', 'pending', 'LOST', 'toString']) {
      expect(() => wantedStatus(status)).toThrow(expect.objectContaining({ refusal: 'malformed' }));
    }
    expect([wantedStatus(undefined), wantedStatus('SHIPPED')]).toEqual([undefined, 'SHIPPED']);
  });
});
