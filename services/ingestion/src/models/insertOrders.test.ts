import { describe, expect, test } from '@jest/globals';
import { newOrderItem } from '@orderflow/domain';
import { type Answers, fakeOrders, throttling } from '../../test/fakeOrders.ts';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import { insertOrders } from './insertOrders.ts';

const context = { correlationId: 'c', now: new Date('2026-01-01T00:00:00Z') };
const item = (orderId: string, quantity = 1): ImportedOrder => ({
  ...newOrderItem(
    { orderId, userId: 'ann', currency: 'EUR', lines: [{ sku: 'T', quantity, unitPrice: 5 }] },
    context,
  ),
  row: `import#${orderId}`,
});
const items = ['a', 'b', 'c'].map((id) => item(id));

function insert(answers: Answers, there: ImportedOrder[] = []) {
  const { client, inserted } = fakeOrders(answers, there);
  const pauses: number[] = [];
  const holders = insertOrders(
    items,
    { client, orders: 'orders' },
    async (attempt) => void pauses.push(attempt),
  );
  return { holders, inserted, pauses };
}

describe('insertOrders', () => {
  test('inserts all in one call, each under the condition that its id is free', async () => {
    const { holders, inserted } = insert([[]]);
    expect(await holders).toEqual(items);
    expect(inserted).toEqual([['a', 'b', 'c']]);
  });

  test('answers the order that was there for an id that is taken', async () => {
    const other = { ...item('b', 9), row: 'elsewhere#1' };
    const { holders } = insert([[undefined, 'DuplicateItem', undefined]], [other]);
    expect(await holders).toEqual([items[0], other, items[2]]);
  });

  test.each([
    'ThrottlingError',
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'TransactionConflict',
    'InternalServerError',
  ])('sends rows again, after a pause and alone, that were answered with %s', async (code) => {
    const { holders, inserted, pauses } = insert([[code, undefined, code], [undefined, code], []]);
    expect(await holders).toEqual(items);
    expect(inserted).toEqual([['a', 'b', 'c'], ['a', 'c'], ['c']]);
    expect(pauses).toEqual([1, 2]);
  });

  test('sends all again when the whole call was throttled', async () => {
    const { holders, inserted } = insert([throttling, []]);
    expect(await holders).toEqual(items);
    expect(inserted).toHaveLength(2);
  });

  test('knows a row that went in although its call was throttled as its own', async () => {
    const { holders } = insert([throttling, ['DuplicateItem', undefined, undefined]], [item('a')]);
    expect((await holders).map(({ row }) => row)).toEqual(items.map(({ row }) => row));
  });

  test('tells how each call went: how many rows in how long, or that there was no room', async () => {
    const told: string[] = [];
    const congestion = {
      wrote: (rows: number, ms: number) => void told.push(`${rows} in ${ms >= 0 ? 'some' : 'no'} ms`),
      throttled: () => void told.push('throttled'),
    };
    const { client } = fakeOrders([throttling, ['TransactionConflict'], [undefined]], []);
    await insertOrders(items, { client, orders: 'orders' }, async () => {}, congestion);
    expect(told).toEqual(['throttled', 'throttled', '1 in some ms']);
  });

  test('gives up when throttling does not end', async () => {
    const { holders, inserted } = insert(Array.from({ length: 20 }, () => throttling));
    await expect(holders).rejects.toThrow('keeps throttling');
    expect(inserted.length).toBeLessThan(15);
  });

  test.each(['ValidationError', 'AccessDenied'])('fails at once for %s', async (code) => {
    await expect(insert([[code]]).holders).rejects.toThrow(`refused a row: ${code}`);
  });

  test('fails when an answer is missing, or the order that was there is gone', async () => {
    await expect(insert([undefined]).holders).rejects.toThrow('NoAnswer');
    await expect(insert([['DuplicateItem']]).holders).rejects.toThrow('is gone');
  });
});
