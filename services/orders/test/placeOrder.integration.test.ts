import { describe, expect, test } from '@jest/globals';
import { countingClient } from '@orderflow/idempotency/testing';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { getOrder } from '../src/models/orders.ts';
import { placeOrder } from '../src/models/placeOrder.ts';
import { PriceChangedError } from '../src/models/priceOrder.ts';
import { context, newOrder } from './orderEvents.ts';
import { itemOf, place, store, testStore } from './testStore.ts';

const later = { correlationId: 'c-later', now: new Date('2026-11-21T08:00:00Z') };

describe('placing an order', () => {
  test('creates it pending, with the event that announces it', async () => {
    const order = newOrder({ note: 'ring twice' });
    const { order: answer, replayed } = await place(order, context, store);
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
        place(order, { correlationId: `c-${index}`, now: new Date(context.now.getTime() + index) }, store),
      ),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.order))).size).toBe(1);
    const { createdAt } = await itemOf(order.orderId);
    expect(answers[0]?.order.createdAt).toBe(createdAt);
  });

  test('replays the original answer, whatever became of the order since', async () => {
    const order = newOrder();
    const { order: original } = await place(order, context, store);
    await cancelOrder(order.orderId, 'ann', later, store);
    expect(await place(order, later, store)).toEqual({ order: original, replayed: true });
    expect((await itemOf(order.orderId)).status).toBe('CANCELLED');
  });

  test('refuses a key that was used for another request, and leaves that one as it is', async () => {
    const order = newOrder();
    const { order: original } = await place(order, context, store);
    await expect(place({ ...order, note: 'another' }, later, store)).rejects.toMatchObject({
      refusal: 'unprocessable',
    });
    expect((await place(order, later, store)).order).toEqual(original);
  });

  test('refuses lines that repeat a sku, and writes nothing', async () => {
    const order = newOrder({ lines: [1, 2].map((quantity) => ({ sku: 'tea', quantity, unitPrice: 1 })) });
    await expect(place(order, context, store)).rejects.toMatchObject({
      errors: [{ pointer: '/lines/1/sku', message: 'is in an earlier line already' }],
    });
    await expect(getOrder(order.orderId, 'ann', store)).rejects.toMatchObject({ refusal: 'not-found' });
  });

  test('keeps its price when it is repeated, whatever its products cost by then', async () => {
    const order = newOrder();
    const asked = { ...order, lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })) };
    const { order: original } = await placeOrder(asked, context, async () => order.lines, store);
    const dearer = async () => order.lines.map((line) => ({ ...line, unitPrice: 999 }));
    const changed = async () => {
      throw new PriceChangedError([{ pointer: '/lines/0/unitPrice', unitPrice: 999 }]);
    };
    for (const price of [dearer, changed]) {
      expect(await placeOrder(asked, later, price, store)).toEqual({ order: original, replayed: true });
    }
    await expect(placeOrder({ ...asked, note: 'other' }, later, changed, store)).rejects.toMatchObject({
      refusal: 'unprocessable',
    });
    const another = { ...asked, orderId: newOrder().orderId };
    await expect(placeOrder(another, later, changed, store)).rejects.toBeInstanceOf(PriceChangedError);
  });

  test('costs one call, and so does a replay', async () => {
    const { client, requests } = countingClient();
    const order = newOrder();
    await place(order, context, testStore(client));
    expect(requests).toHaveLength(1);
    expect((await place(order, later, testStore(client))).replayed).toBe(true);
    expect(requests).toHaveLength(2);
  });
});

describe('an order', () => {
  test('is unknown to everybody but its owner', async () => {
    const order = newOrder();
    await place(order, context, store);
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
