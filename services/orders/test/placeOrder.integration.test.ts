import { describe, expect, test } from '@jest/globals';
import { countingClient } from '@orderflow/idempotency/testing';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { getOrder } from '../src/models/orders.ts';
import { placeOrder } from '../src/models/placeOrder.ts';
import { context, newOrder } from './orderEvents.ts';
import { itemOf, store, testStore } from './testStore.ts';

const later = { correlationId: 'c-later', now: new Date('2026-11-21T08:00:00Z') };

describe('placing an order', () => {
  test('creates it pending, with the event that announces it', async () => {
    const order = newOrder({ note: 'ring twice' });
    const { order: answer, replayed } = await placeOrder(order, context, store);
    expect(replayed).toBe(false);
    expect(answer).toEqual({
      ...order,
      status: 'PENDING',
      total: 250,
      createdAt: '2026-11-20T08:00:00.000Z',
      history: [{ status: 'PENDING', at: '2026-11-20T08:00:00.000Z' }],
    });
    expect(await itemOf(order.orderId)).toMatchObject({
      status: 'PENDING',
      event: { type: 'order.created.v1', correlationId: 'c-test' },
    });
  });

  test('creates one order for one key when 50 requests come at once; the others replay it', async () => {
    const order = newOrder();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        placeOrder(
          order,
          { correlationId: `c-${index}`, now: new Date(context.now.getTime() + index) },
          store,
        ),
      ),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.order))).size).toBe(1);
    const { createdAt } = await itemOf(order.orderId);
    expect(answers[0]?.order.createdAt).toBe(createdAt);
  });

  test('replays the original answer, whatever became of the order since', async () => {
    const order = newOrder();
    const { order: original } = await placeOrder(order, context, store);
    await cancelOrder(order.orderId, 'ann', later, store);
    expect(await placeOrder(order, later, store)).toEqual({ order: original, replayed: true });
    expect((await itemOf(order.orderId)).status).toBe('CANCELLED');
  });

  test('refuses a key that was used for another request, and leaves that one as it is', async () => {
    const order = newOrder();
    const { order: original } = await placeOrder(order, context, store);
    await expect(placeOrder({ ...order, note: 'another' }, later, store)).rejects.toMatchObject({
      refusal: 'unprocessable',
    });
    expect((await placeOrder(order, later, store)).order).toEqual(original);
  });

  test('refuses lines that repeat a sku, and writes nothing', async () => {
    const order = newOrder({ lines: [1, 2].map((quantity) => ({ sku: 'tea', quantity, unitPrice: 1 })) });
    await expect(placeOrder(order, context, store)).rejects.toMatchObject({
      errors: [{ pointer: '/lines/1/sku', message: 'is in an earlier line already' }],
    });
    await expect(getOrder(order.orderId, 'ann', store)).rejects.toMatchObject({ refusal: 'not-found' });
  });

  test('costs one call, and so does a replay', async () => {
    const { client, requests } = countingClient();
    const order = newOrder();
    await placeOrder(order, context, testStore(client));
    expect(requests).toHaveLength(1);
    expect((await placeOrder(order, later, testStore(client))).replayed).toBe(true);
    expect(requests).toHaveLength(2);
  });
});

describe('an order', () => {
  test('is unknown to everybody but its owner', async () => {
    const order = newOrder();
    await placeOrder(order, context, store);
    expect((await getOrder(order.orderId, 'ann', store)).pk).toBe(order.orderId);
    await expect(getOrder(order.orderId, 'bob', store)).rejects.toMatchObject({ refusal: 'not-found' });
  });

  test.each(['no-such-one', '', 'a b', 'x'.repeat(65), undefined])(
    'is unknown under the id %j',
    async (id) => {
      await expect(getOrder(id, 'ann', store)).rejects.toMatchObject({ refusal: 'not-found' });
    },
  );
});
