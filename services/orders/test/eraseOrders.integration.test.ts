import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { erasedKey, newOrderItem, type OrderItem, outboxEvent, toOrder } from '@orderflow/domain';
import { documentClient } from '@orderflow/idempotency';
import { MortalProcess } from '@orderflow/idempotency/testing';
import type { UserErasedEvent } from '@orderflow/validation';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { eraseOrders } from '../src/models/eraseOrders.ts';
import { getOrder, listOrders } from '../src/models/orders.ts';
import { context, newOrder } from './orderEvents.ts';
import { line, place, store, testStore } from './testStore.ts';

const at = (minutes: number) => new Date(context.now.getTime() + minutes * 60_000);

const erasureOf = (userId: string): UserErasedEvent =>
  ({
    id: outboxEvent('user.erased.v1', userId, context).id,
    type: 'user.erased.v1',
    data: { userId, erasedAt: context.now.toISOString() },
  }) as UserErasedEvent;

async function customer(orders: number, note = 'Ring twice, Ada') {
  const userId = randomUUID();
  const items = Array.from({ length: orders }, () =>
    newOrderItem(newOrder({ userId, note, lines: [line('tea')] }), context),
  );
  for (let start = 0; start < items.length; start += 25) {
    const RequestItems = {
      [store.orders]: items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } })),
    };
    await store.client.send(new BatchWriteCommand({ RequestItems }));
  }
  return { userId, ids: items.map(({ pk }) => pk) };
}

async function itemOf(pk: string): Promise<OrderItem> {
  const { Item } = await store.client.send(
    new GetCommand({ TableName: store.orders, Key: { pk }, ConsistentRead: true }),
  );
  return Item as OrderItem;
}

/** Delivers the event, and whatever it sends again, until nothing follows. */
async function erase(
  userId: string,
  on = store,
  minutes = 0,
  perMessage?: number,
): Promise<{ erased: number; messages: number }> {
  const waiting: { event: UserErasedEvent; minutes: number }[] = [{ event: erasureOf(userId), minutes }];
  let erased = 0;
  let messages = 0;
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const { event, minutes } = one;
    messages++;
    const goOn = async (again: UserErasedEvent, seconds: number) =>
      void waiting.push({ event: again, minutes: minutes + seconds / 60 });
    const done = await eraseOrders(event, at(minutes), on, goOn, perMessage);
    erased += done.erased;
  }
  return { erased, messages };
}

describe('erasing the orders of a person', () => {
  test('makes them nobody’s, without their notes, and leaves what is counted and what comes next', async () => {
    const { userId, ids } = await customer(3);
    const before = await itemOf(ids[0] ?? '');
    expect((await erase(userId)).erased).toBe(3);
    for (const id of ids) {
      const item = await itemOf(id);
      expect(item).not.toHaveProperty('userId');
      expect(item).not.toHaveProperty('note');
      await expect(getOrder(id, userId, store)).rejects.toMatchObject({ refusal: 'not-found' });
      await expect(cancelOrder(id, userId, context, store)).rejects.toMatchObject({ refusal: 'not-found' });
    }
    expect(await listOrders(userId, { limit: 10 }, store)).toEqual({ items: [] });
    const { userId: _, note: __, ...kept } = before;
    expect(await itemOf(ids[0] ?? '')).toEqual(kept);
    expect(toOrder(await itemOf(ids[0] ?? ''))).toMatchObject({ userId: 'erased', total: 100 });
  });

  test('goes on over as many messages as it needs', async () => {
    const { userId, ids } = await customer(230);
    expect(await erase(userId, store, 20, 100)).toEqual({ erased: 230, messages: 3 });
    for (const id of [ids[0], ids[229]]) expect(await itemOf(id ?? '')).not.toHaveProperty('userId');
  });

  test('finds what came in while it was on its way, and then stops looking', async () => {
    const { userId } = await customer(1);
    let late: string | undefined;
    const looks: number[] = [];
    const waiting = [0];
    for (let minutes = waiting.shift(); minutes !== undefined; minutes = waiting.shift()) {
      const now = minutes;
      looks.push(now);
      await eraseOrders(erasureOf(userId), at(now), store, async (_, seconds) => {
        waiting.push(now + seconds / 60);
      });
      late ??= (await place(newOrder({ userId, note: 'late' }), context, store)).order.orderId;
    }
    expect(looks).toEqual([0, 5, 10, 15]);
    expect(await itemOf(late ?? '')).not.toHaveProperty('userId');
  });

  test('leaves other people alone, also when it comes twice at once', async () => {
    const [ada, bob] = [await customer(40), await customer(2)];
    const [first, second] = await Promise.all([
      erase(ada.userId, store, 20),
      erase(ada.userId, testStore(), 20),
    ]);
    expect(first.erased + second.erased).toBe(40);
    expect(await itemOf(bob.ids[0] ?? '')).toMatchObject({ userId: bob.userId, note: 'Ring twice, Ada' });
  });

  test('comes to the same end when its process dies at any of its calls', async () => {
    for (const moment of ['before', 'after'] as const) {
      for (let call = 1, died = true; died; call++) {
        const { userId, ids } = await customer(3);
        const process = new MortalProcess(moment, call);
        const on = testStore(process.own(documentClient()));
        await eraseOrders(erasureOf(userId), at(20), on, async () => undefined).catch(() => undefined);
        died = process.dead;
        await erase(userId, store, 20);
        for (const id of ids) expect(await itemOf(id)).not.toHaveProperty('userId');
      }
    }
  });

  test('leaves a mark for imports, which goes by itself', async () => {
    const userId = randomUUID();
    await erase(userId);
    const mark = await itemOf(erasedKey(userId));
    expect(mark).toMatchObject({ createdAt: context.now.toISOString(), expiresAt: expect.any(Number) });
    await store.client.send(new DeleteCommand({ TableName: store.orders, Key: { pk: erasedKey(userId) } }));
  });
});
