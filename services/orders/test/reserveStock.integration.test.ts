import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { NewOrder } from '@orderflow/domain';
import { consume } from '@orderflow/idempotency';
import { contendedClient, jitteryClient } from '@orderflow/idempotency/testing';
import { stockReservation } from '../src/models/reserveStock.ts';
import { getStock } from '../src/models/stock.ts';
import { context, createdEvent } from './orderEvents.ts';
import { itemOf, line, placed, statusOf, stocked, store, testStore } from './testStore.ts';

const reserve = (orders: NewOrder[], by = store) =>
  consume(stockReservation(context.now, by), orders.map(createdEvent));
const countOf = async (orders: NewOrder[], status: string) =>
  (await Promise.all(orders.map(({ orderId }) => statusOf(orderId)))).filter((one) => one === status).length;
const placeMany = async (count: number, sku: string) => {
  const all = await Promise.all(Array.from({ length: count }, () => placed(line(sku))));
  return all.map(({ order }) => order);
};

describe('reserving stock', () => {
  test('confirms an order, holds its units and announces it', async () => {
    const sku = await stocked(5);
    const { order } = await placed(line(sku, 3));
    expect((await reserve([order])).applied).toHaveLength(1);
    expect(await getStock(sku, store)).toEqual({ sku, available: 2, reserved: 3 });
    expect(await itemOf(order.orderId)).toMatchObject({
      status: 'CONFIRMED',
      event: { type: 'order.confirmed.v1', correlationId: 'c-test' },
    });
  });

  test('rejects an order for a sku that nobody knows, and says why', async () => {
    const { order } = await placed(line(randomUUID()));
    expect((await reserve([order])).failed).toEqual([]);
    expect(await itemOf(order.orderId)).toMatchObject({
      status: 'REJECTED',
      event: { type: 'order.rejected.v1', detail: { reason: 'OUT_OF_STOCK' } },
    });
  });

  test('holds all lines of an order or none', async () => {
    const [tea, cup] = [await stocked(5), await stocked(1)];
    const { order: tooMuch } = await placed(line(tea, 2), line(cup, 2));
    const { order: enough } = await placed(line(tea, 2), line(cup, 1));
    await reserve([tooMuch, enough]);
    expect(await statusOf(tooMuch.orderId)).toBe('REJECTED');
    expect(await statusOf(enough.orderId)).toBe('CONFIRMED');
    expect(await getStock(tea, store)).toMatchObject({ available: 3, reserved: 2 });
    expect(await getStock(cup, store)).toMatchObject({ available: 0, reserved: 1 });
  });

  test('confirms the first 40 of 60 orders for a stock of 40, and changes nothing the second time', async () => {
    const sku = await stocked(40);
    const orders = await placeMany(60, sku);
    expect((await reserve(orders)).applied).toHaveLength(60);
    const statuses = await Promise.all(orders.map(({ orderId }) => statusOf(orderId)));
    expect(statuses).toEqual([...Array(40).fill('CONFIRMED'), ...Array(20).fill('REJECTED')]);
    expect(await getStock(sku, store)).toMatchObject({ available: 0, reserved: 40 });

    const again = await reserve(orders);
    expect(again.duplicates).toHaveLength(60);
    expect(await getStock(sku, store)).toMatchObject({ available: 0, reserved: 40 });
  });

  test.each([
    ['the same batch', 0, 60],
    ['overlapping batches', 20, 40],
    ['batches of their own', 30, 30],
  ])('is exact when two executors are at %s at once', async (_, secondFrom, firstTo) => {
    const sku = await stocked(40);
    const orders = await placeMany(60, sku);
    const racing = testStore(jitteryClient(20));
    const results = await Promise.all([
      reserve(orders.slice(0, firstTo), racing),
      reserve(orders.slice(secondFrom), racing),
    ]);
    expect(results.flatMap(({ failed }) => failed)).toEqual([]);
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(60);
    expect(await countOf(orders, 'CONFIRMED')).toBe(40);
    expect(await countOf(orders, 'REJECTED')).toBe(20);
    expect(await getStock(sku, store)).toMatchObject({ available: 0, reserved: 40 });
  });

  test('decides again when others write to the same items', async () => {
    const sku = await stocked(2);
    const orders = await placeMany(3, sku);
    const { client, conflicts } = contendedClient(3);
    expect((await reserve(orders, testStore(client))).applied).toHaveLength(3);
    expect(conflicts()).toBe(3);
    expect(await countOf(orders, 'CONFIRMED')).toBe(2);
    expect(await getStock(sku, store)).toMatchObject({ available: 0, reserved: 2 });
  });
});
