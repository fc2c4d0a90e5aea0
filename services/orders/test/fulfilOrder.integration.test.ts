import { beforeAll, describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { deliverOrder, returnOrder, shipOrder } from '../src/models/fulfilOrder.ts';
import { stockReservation } from '../src/models/reserveStock.ts';
import { settleOrders } from '../src/models/settleOrders.ts';
import { getStock } from '../src/models/stock.ts';
import { context, createdEvent, paymentEvent } from './orderEvents.ts';
import { itemOf, line, placed, placedToPay, statusOf, stocked, store } from './testStore.ts';

const parcel = { carrier: 'Post', trackingCode: 'X 1' };
const ship = (orderId: string, shipment: { carrier: string } = parcel) =>
  shipOrder(orderId, shipment, context, store);
const deliver = (orderId: string) => deliverOrder(orderId, context, store);
const giveBack = (orderId: string, refund?: number) =>
  returnOrder(orderId, refund === undefined ? {} : { refund }, context, store);
const settle = (event: Parameters<typeof settleOrders>[0][number]) =>
  settleOrders([event], context.now, store);
const conflict = expect.objectContaining({ refusal: 'conflict' });

beforeAll(() => {
  process.env['RESERVATION_SECONDS'] = '1800';
});

/** An order for 3 of 5 units, 300 in all: on account, or paid. */
async function confirmed(isPaid = true) {
  const sku = await stocked(5);
  const { order } = await (isPaid ? placedToPay : placed)(line(sku, 3));
  await consume(stockReservation(context.now, store), [createdEvent(order)]);
  if (isPaid) await settle(paymentEvent('authorized', order.orderId, 1));
  return { orderId: order.orderId, stock: () => getStock(sku, store) };
}

describe('an order on its way', () => {
  test('is shipped, delivered and returned, and its history says so', async () => {
    const { orderId, stock } = await confirmed();
    expect(await ship(orderId)).toMatchObject({ status: 'SHIPPED', shipment: parcel });
    expect(await itemOf(orderId)).toMatchObject({ ...parcel, event: { type: 'order.shipped.v1' } });
    expect(await deliver(orderId)).toMatchObject({ status: 'DELIVERED' });
    const { history } = await giveBack(orderId, 120);
    expect(history.map(({ status }) => status)).toEqual([
      'PENDING',
      'RESERVED',
      'CONFIRMED',
      'SHIPPED',
      'DELIVERED',
      'RETURNED',
    ]);
    expect(await itemOf(orderId)).toMatchObject({
      event: { type: 'order.returned.v1', detail: { refund: 120 } },
    });
    expect(await stock()).toMatchObject({ available: 5, reserved: 0 });
  });

  test('takes every step again without a change, and its stock comes back once', async () => {
    const { orderId, stock } = await confirmed();
    expect(await ship(orderId)).toEqual(await ship(orderId));
    expect(await deliver(orderId)).toEqual(await deliver(orderId));
    expect(await giveBack(orderId)).toEqual(await giveBack(orderId));
    expect(await stock()).toMatchObject({ available: 5, reserved: 0 });
  });

  test('refuses a step that is not its turn, or that was taken otherwise', async () => {
    const { orderId } = await confirmed();
    await expect(deliver(orderId)).rejects.toEqual(conflict);
    await expect(giveBack(orderId)).rejects.toEqual(conflict);
    await ship(orderId);
    await expect(ship(orderId, { carrier: 'Other' })).rejects.toEqual(conflict);
    await expect(cancelOrder(orderId, 'ann', context, store)).rejects.toEqual(conflict);
    await giveBack(orderId, 100);
    await expect(giveBack(orderId, 200)).rejects.toEqual(conflict);
    await expect(deliver(orderId)).rejects.toEqual(conflict);
    expect(await statusOf(orderId)).toBe('RETURNED');
  });

  test('does not leave the house when its money is not held any more', async () => {
    const { orderId } = await confirmed();
    await settle(paymentEvent('voided', orderId, 2));
    await expect(ship(orderId)).rejects.toMatchObject({ message: expect.stringContaining('VOIDED') });
    expect(await statusOf(orderId)).toBe('CONFIRMED');
  });

  test('is refunded what is left when it says nothing, and never more', async () => {
    const { orderId } = await confirmed();
    await ship(orderId);
    await settle(
      paymentEvent('refunded', orderId, 3, { status: 'PARTIALLY_REFUNDED', captured: 300, refunded: 50 }),
    );
    await expect(giveBack(orderId, 251)).rejects.toMatchObject({ errors: [{ pointer: '/refund' }] });
    await giveBack(orderId);
    expect(await itemOf(orderId)).toMatchObject({ event: { detail: { refund: 250 } } });
  });

  test('on account goes the same way, with nothing to refund', async () => {
    const { orderId } = await confirmed(false);
    await ship(orderId);
    await expect(giveBack(orderId, 1)).rejects.toMatchObject({ errors: [{ pointer: '/refund' }] });
    expect(await giveBack(orderId)).toMatchObject({ status: 'RETURNED' });
    expect((await itemOf(orderId)).event).not.toHaveProperty('detail');
  });

  test('is cancelled or shipped, never both', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => confirmed()));
    await Promise.all(
      all.flatMap(({ orderId }) => [
        ship(orderId).catch(() => undefined),
        cancelOrder(orderId, 'ann', context, store).catch(() => undefined),
      ]),
    );
    for (const { orderId, stock } of all) {
      const isCancelled = (await statusOf(orderId)) === 'CANCELLED';
      expect(await stock()).toMatchObject(isCancelled ? { available: 5 } : { available: 2, reserved: 3 });
      expect((await itemOf(orderId)).history).toHaveLength(3);
    }
  });
});

test('nobody fulfils an order that is not there', async () => {
  for (const act of [ship, deliver, giveBack]) {
    await expect(act('no-such-one')).rejects.toMatchObject({ refusal: 'not-found' });
  }
});
