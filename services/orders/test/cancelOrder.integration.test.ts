import { describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { contendedClient, jitteryClient } from '@orderflow/idempotency/testing';
import { isOutage } from '@orderflow/lambda';
import { cancelOrder } from '../src/models/cancelOrder.ts';
import { stockReservation } from '../src/models/reserveStock.ts';
import { getStock } from '../src/models/stock.ts';
import { context, createdEvent } from './orderEvents.ts';
import { itemOf, line, placed, statusOf, stocked, store, testStore } from './testStore.ts';

type Placed = Awaited<ReturnType<typeof placed>>;

const cancel = (orderId: string, by = store) => cancelOrder(orderId, 'ann', context, by);
const reserve = ({ order }: Placed, by = store) =>
  consume(stockReservation(context.now, by), [createdEvent(order)]);
const cancelledFrom = (previousStatus: string) => ({
  status: 'CANCELLED',
  event: { type: 'order.cancelled.v1', detail: { previousStatus } },
});

/** A sku with a stock of 5 and a confirmed order for 3 of it. */
async function confirmed() {
  const sku = await stocked(5);
  const one = await placed(line(sku, 3));
  await reserve(one);
  expect(await getStock(sku, store)).toMatchObject({ available: 2, reserved: 3 });
  return { sku, orderId: one.order.orderId };
}

describe('cancelling an order', () => {
  test('that is pending touches no stock, and nothing is reserved for it afterwards', async () => {
    const sku = await stocked(5);
    const one = await placed(line(sku, 3));
    expect(await cancel(one.order.orderId)).toEqual({
      ...one.answer,
      status: 'CANCELLED',
      history: [...one.answer.history, { status: 'CANCELLED', at: context.now.toISOString() }],
    });
    expect(await itemOf(one.order.orderId)).toMatchObject(cancelledFrom('PENDING'));
    expect((await reserve(one)).duplicates).toHaveLength(1);
    expect(await statusOf(one.order.orderId)).toBe('CANCELLED');
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });

  test('that is confirmed returns its stock', async () => {
    const { sku, orderId } = await confirmed();
    await cancel(orderId);
    expect(await itemOf(orderId)).toMatchObject(cancelledFrom('CONFIRMED'));
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });

  test('twice returns its stock once, and answers the same', async () => {
    const { sku, orderId } = await confirmed();
    expect(await cancel(orderId)).toEqual(await cancel(orderId));
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });

  test('ten times at once returns its stock once', async () => {
    const { sku, orderId } = await confirmed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(orderId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });

  test('that was rejected is a conflict', async () => {
    const one = await placed(line(await stocked(0)));
    await reserve(one);
    await expect(cancel(one.order.orderId)).rejects.toMatchObject({ refusal: 'conflict' });
    expect(await statusOf(one.order.orderId)).toBe('REJECTED');
  });

  test('of somebody else finds nothing', async () => {
    const { sku, orderId } = await confirmed();
    await expect(cancelOrder(orderId, 'bob', context, store)).rejects.toMatchObject({ refusal: 'not-found' });
    expect(await getStock(sku, store)).toMatchObject({ available: 2, reserved: 3 });
  });

  test('goes on when others write to the same items, and gives up in time', async () => {
    const { sku, orderId } = await confirmed();
    await expect(cancel(orderId, testStore(contendedClient(8).client))).rejects.toMatchObject({
      name: 'BusyError',
    });
    expect(await statusOf(orderId)).toBe('CONFIRMED');
    await cancel(orderId, testStore(contendedClient(2).client));
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });
});

/** Retries, like a client that gets a 503: 120 requests at once may conflict, or keep a slow engine busy, for too long. */
async function untilDone(run: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
  }
}

describe('cancelling an order while it is being decided', () => {
  test('leaves all stock free, whoever comes first', async () => {
    const sku = await stocked(30);
    const orders = await Promise.all(Array.from({ length: 30 }, () => placed(line(sku))));
    const racing = testStore(jitteryClient(30));
    await Promise.all(
      orders.flatMap((one) =>
        [
          () => reserve(one, racing),
          () => cancel(one.order.orderId, racing),
          () => reserve(one, racing),
          () => cancel(one.order.orderId, racing),
        ].map(untilDone),
      ),
    );
    const items = await Promise.all(orders.map(({ order }) => itemOf(order.orderId)));
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect(await getStock(sku, store)).toMatchObject({ available: 30, reserved: 0 });
  });

  test('is read again when the order was confirmed in between', async () => {
    const sku = await stocked(5);
    const one = await placed(line(sku, 3));
    let decided = false;
    const { client } = contendedClient(0);
    client.middlewareStack.add((next, { commandName }) => async (args) => {
      if (!decided && /^(TransactWrite|Update)/.test(String(commandName))) {
        decided = true;
        await reserve(one);
      }
      return next(args);
    });
    await cancel(one.order.orderId, testStore(client));
    expect(await itemOf(one.order.orderId)).toMatchObject(cancelledFrom('CONFIRMED'));
    expect(await getStock(sku, store)).toMatchObject({ available: 5, reserved: 0 });
  });
});
