import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { consume, documentClient } from '@orderflow/idempotency';
import { jitteryClient } from '@orderflow/idempotency/testing';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { getOrder } from '../src/models/orders.ts';
import { expireReservations } from '../src/models/reservations.ts';
import { stockReservation } from '../src/models/reserveStock.ts';
import { type PaymentEvent, settleOrders } from '../src/models/settleOrders.ts';
import { getStock } from '../src/models/stock.ts';
import { context, createdEvent, paymentEvent } from './orderEvents.ts';
import { itemOf, line, placed, placedToPay, statusOf, stocked, store, testStore } from './testStore.ts';

const SECONDS = 1_800;
const over = new Date(context.now.getTime() + (SECONDS + 1) * 1000);

beforeAll(() => {
  process.env['RESERVATION_SECONDS'] = String(SECONDS);
});

const settle = (events: PaymentEvent[], by = store) => settleOrders(events, context.now, by);
const expire = (due = over, by = store) =>
  expireReservations(due, { correlationId: 'c-expiry', now: due }, by);

/** An order for 3 of 5 units that waits for its payment. */
async function reserved() {
  const sku = await stocked(5);
  const { order } = await placedToPay(line(sku, 3));
  await consume(stockReservation(context.now, store), [createdEvent(order)]);
  const stock = () => getStock(sku, store);
  return { orderId: order.orderId, stock };
}
const held = { available: 2, reserved: 3 };
const free = { available: 5, reserved: 0 };

describe('an order that is paid', () => {
  test('waits for its payment, with its stock taken, and says what is to be paid', async () => {
    const { orderId, stock } = await reserved();
    expect(await itemOf(orderId)).toMatchObject({
      status: 'RESERVED',
      history: [{ status: 'RESERVED', at: context.now.toISOString() }],
      reservedUntil: '2026-11-20T08:30:00.000Z',
      event: { type: 'order.reserved.v1' },
    });
    expect(await stock()).toMatchObject(held);
  });

  test('is rejected like any other when there is no stock for it', async () => {
    const { order } = await placedToPay(line(randomUUID()));
    await consume(stockReservation(context.now, store), [createdEvent(order)]);
    const item = await itemOf(order.orderId);
    expect(item).toMatchObject({ status: 'REJECTED', event: { detail: { reason: 'OUT_OF_STOCK' } } });
    expect(item).not.toHaveProperty('reservation');
  });

  test('is confirmed once its money is authorised, and waits no more', async () => {
    const { orderId, stock } = await reserved();
    expect((await settle([paymentEvent('authorized', orderId, 1)])).applied).toHaveLength(1);
    const item = await itemOf(orderId);
    expect(item).toMatchObject({
      status: 'CONFIRMED',
      payment: { method: 'pm_card_visa', status: 'AUTHORIZED', version: 1 },
      event: { type: 'order.confirmed.v1' },
    });
    expect(item).not.toHaveProperty('reservation');
    expect(item).not.toHaveProperty('reservedUntil');
    expect(await stock()).toMatchObject(held);
  });

  test.each(['declined', 'voided'] as const)(
    'is rejected when its payment is %s, and its stock is back',
    async (what) => {
      const { orderId, stock } = await reserved();
      await settle([paymentEvent(what, orderId, 1)]);
      expect(await itemOf(orderId)).toMatchObject({
        status: 'REJECTED',
        event: { type: 'order.rejected.v1', detail: { reason: 'PAYMENT_DECLINED' } },
      });
      expect(await stock()).toMatchObject(free);
    },
  );

  test('knows its payment by the newest event, in whatever order they come, and however often', async () => {
    const { orderId } = await reserved();
    const [authorized, captured, refunded] = [
      paymentEvent('authorized', orderId, 1),
      paymentEvent('captured', orderId, 2, { captured: 300 }),
      paymentEvent('refunded', orderId, 3, { status: 'PARTIALLY_REFUNDED', captured: 300, refunded: 100 }),
    ];
    await settle([authorized]);
    await settle([refunded]);
    const { applied, duplicates } = await settle([captured, authorized, refunded]);
    expect([applied.length, duplicates.length]).toEqual([0, 3]);
    expect((await itemOf(orderId)).payment).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: 100,
      version: 3,
    });
  });

  test('applies the events of one batch in their turn', async () => {
    const { orderId } = await reserved();
    const events = [
      paymentEvent('captured', orderId, 2, { captured: 300 }),
      paymentEvent('authorized', orderId, 1),
    ];
    expect((await settle(events)).applied).toHaveLength(2);
    expect(await itemOf(orderId)).toMatchObject({ status: 'CONFIRMED', payment: { status: 'CAPTURED' } });
  });

  test('that was cancelled only notes what is authorised afterwards', async () => {
    const { orderId, stock } = await reserved();
    await cancelOrder(orderId, 'ann', context, store);
    expect(await itemOf(orderId)).toMatchObject({ event: { detail: { previousStatus: 'RESERVED' } } });
    await settle([paymentEvent('authorized', orderId, 1)]);
    expect(await itemOf(orderId)).toMatchObject({
      status: 'CANCELLED',
      payment: { status: 'AUTHORIZED' },
      event: { type: 'order.cancelled.v1' },
    });
    expect(await stock()).toMatchObject(free);
  });

  test('fails the event of an order that is not there, or on account, and no other', async () => {
    const { orderId } = await reserved();
    const { order } = await placed(line(await stocked(1)));
    const strange = [
      paymentEvent('authorized', randomUUID(), 1),
      paymentEvent('authorized', order.orderId, 1),
    ];
    const { applied, failed } = await settle([...strange, paymentEvent('authorized', orderId, 1)]);
    expect(applied).toHaveLength(1);
    expect(failed.map(({ event }) => event)).toEqual(expect.arrayContaining(strange));
    expect(await itemOf(order.orderId)).not.toHaveProperty('payment');
  });
});

describe('a reservation', () => {
  test('ends when its time is over, once, and returns its stock', async () => {
    const { orderId, stock } = await reserved();
    await expire(new Date(over.getTime() - 2_000));
    expect(await statusOf(orderId)).toBe('RESERVED');
    await Promise.all([expire(), expire()]);
    expect(await itemOf(orderId)).toMatchObject({
      status: 'REJECTED',
      event: { type: 'order.rejected.v1', detail: { reason: 'PAYMENT_EXPIRED' } },
    });
    expect(await stock()).toMatchObject(free);
    await settle([paymentEvent('authorized', orderId, 1)]);
    expect(await statusOf(orderId)).toBe('REJECTED');
    expect(await stock()).toMatchObject(free);
  });

  test('of an order that was paid in time does not end', async () => {
    const { orderId } = await reserved();
    await settle([paymentEvent('authorized', orderId, 1)]);
    await expire();
    expect(await statusOf(orderId)).toBe('CONFIRMED');
  });

  test('that cannot be ended lets others end, and is told of', async () => {
    const [bad, ...others] = await Promise.all(Array.from({ length: 8 }, reserved));
    const client = documentClient();
    client.middlewareStack.add((next) => async (args) => {
      if (JSON.stringify(args.input).includes(String(bad?.orderId))) throw new Error('no such luck');
      return next(args);
    });
    await expect(expire(over, testStore(client))).rejects.toThrow('no such luck');
    for (const { orderId } of others) expect(await statusOf(orderId)).toBe('REJECTED');
    await expire();
    expect(await statusOf(String(bad?.orderId))).toBe('REJECTED');
  });

  test('is looked for no further than there is time', async () => {
    const { orderId } = await reserved();
    expect(await expireReservations(over, { correlationId: 'c-expiry', now: over }, store, () => false)).toBe(
      0,
    );
    expect(await statusOf(orderId)).toBe('RESERVED');
  });
});

describe('paying, cancelling and expiring at once', () => {
  test('end an order in one way, with its stock where it belongs', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, reserved));
    const racing = testStore(jitteryClient(20));
    await Promise.all([
      ...all.flatMap(({ orderId }, index) => [
        settle([paymentEvent(index % 4 === 0 ? 'declined' : 'authorized', orderId, 1)], racing),
        cancelOrder(orderId, 'ann', context, racing).catch(() => undefined),
      ]),
      expire(over, racing),
    ]);
    const ended = await Promise.all(
      all.map(async ({ orderId, stock }) => ({
        ...(await getOrder(orderId, 'ann', store)),
        stock: await stock(),
      })),
    );
    for (const { status, history = [], stock } of ended) {
      expect(stock).toMatchObject(status === 'CONFIRMED' ? held : free);
      expect(history.map((step) => step.status)).toEqual([...new Set(history.map((step) => step.status))]);
      expect(history.at(-1)?.status).toBe(status);
    }
    expect(new Set(ended.map(({ status }) => status)).has('RESERVED')).toBe(false);
  });
});
