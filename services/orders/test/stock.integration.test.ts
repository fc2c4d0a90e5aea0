import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { stockReservation } from '../src/models/reserveStock.ts';
import { getStock, setAvailable } from '../src/models/stock.ts';
import { context, createdEvent } from './orderEvents.ts';
import { line, placed, stocked, store } from './testStore.ts';

describe('stock', () => {
  test('is what was put in, with nothing reserved', async () => {
    const sku = randomUUID();
    expect(await setAvailable(sku, 7, store)).toEqual({ sku, available: 7, reserved: 0 });
    expect(await getStock(sku, store)).toEqual({ sku, available: 7, reserved: 0 });
  });

  test('may be set anew without touching what orders hold', async () => {
    const sku = await stocked(5);
    const { order } = await placed(line(sku, 3));
    await consume(stockReservation(context.now, store), [createdEvent(order)]);
    expect(await setAvailable(sku, 100, store)).toEqual({ sku, available: 100, reserved: 3 });
    expect(await setAvailable(sku, 0, store)).toEqual({ sku, available: 0, reserved: 3 });
  });

  test.each(['no-such-one', '', 'a b', 'x'.repeat(65), undefined])(
    'is unknown of the sku %j',
    async (sku) => {
      await expect(getStock(sku, store)).rejects.toMatchObject({ refusal: 'not-found' });
    },
  );

  test.each(['', 'a b', 'tea:1', 'x'.repeat(65), undefined])('cannot be put in for %j', async (sku) => {
    await expect(setAvailable(sku, 1, store)).rejects.toMatchObject({ refusal: 'unprocessable' });
  });
});
