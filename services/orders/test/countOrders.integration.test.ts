import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { contendedClient, jitteryClient } from '@orderflow/idempotency/testing';
import { orderCounting } from '../src/models/countOrders.ts';
import { dailyAnalytics } from '../src/models/dailyAnalytics.ts';
import { noOrders, type OrderEvent } from '../src/models/dailyCounters.ts';
import { context, orderEvents, paymentEvent } from './orderEvents.ts';
import { dateOf, daysFor } from './testDays.ts';
import { store, testStore } from './testStore.ts';

const DAY_MS = 86_400_000;
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const someDay = daysFor('countOrders', 5);
/** The first of a few dates that no other test has. */
const someDate = () => dateOf(someDay());
const on = (date: string, total = 500) => ({ createdAt: `${date}T12:00:00.000Z`, total });
const count = (events: OrderEvent[], by = store) => consume(orderCounting(context.now, by), events);
const countersOf = async (date: string) => (await dailyAnalytics({ from: date, to: date }, store))[0];

describe('counting orders', () => {
  test('adds what happened to the day on which the order was created', async () => {
    const date = someDate();
    const next = dateAfter(date, 1);
    await count([
      ...orderEvents(['created', 'confirmed'], on(date)),
      ...orderEvents(['created', 'rejected'], on(date)),
      ...orderEvents(['created'], on(next)),
    ]);
    await count(orderEvents(['created', 'confirmed'], { ...on(date, 70), currency: 'JPY' }));
    expect(await dailyAnalytics({ from: date, to: next }, store)).toEqual([
      { date, ...noOrders(), orders: 3, confirmed: 2, rejected: 1, revenue: { EUR: 500, JPY: 70 } },
      { date: next, ...noOrders(), orders: 1 },
    ]);
  });

  test('reads out the experiment: orders of each variant beside the clicks that were counted', async () => {
    const date = someDate();
    await count([
      ...orderEvents(['created', 'confirmed'], { ...on(date), bucket: 'A' }),
      ...orderEvents(['created', 'rejected'], { ...on(date), bucket: 'B' }),
    ]);
    await count(orderEvents(['created'], { ...on(date), bucket: 'A' }));
    await store.client.send(
      new PutCommand({
        TableName: store.analytics,
        Item: { pk: 'clicks-by-bucket', sk: date, 'clicks#A': 10, 'clicks#B': 3 },
      }),
    );
    expect((await countersOf(date))?.buckets).toEqual({
      A: { clicks: 10, orders: 2, confirmed: 1 },
      B: { clicks: 3, orders: 1, confirmed: 0 },
    });
  });

  test('counts an event once, however often it comes', async () => {
    const date = someDate();
    const events = orderEvents(['created', 'confirmed'], on(date));
    expect((await count([...events, ...events])).applied).toHaveLength(2);
    expect((await count(events)).duplicates).toEqual(events);
    expect(await countersOf(date)).toMatchObject({ orders: 1, confirmed: 1, revenue: { EUR: 500 } });
  });

  test('counts overlapping batches once when they come at once', async () => {
    const date = someDate();
    const events = Array.from({ length: 40 }, () => orderEvents(['created', 'confirmed'], on(date))).flat();
    const racing = testStore(jitteryClient(20));
    const results = await Promise.all([
      count(events.slice(0, 60), racing),
      count(events.slice(20), racing),
      count(events.slice(40).reverse(), racing),
    ]);
    expect(results.flatMap(({ failed }) => failed)).toEqual([]);
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(80);
    expect(await countersOf(date)).toMatchObject({ orders: 40, confirmed: 40, revenue: { EUR: 20_000 } });
  });

  test('counts again when others write to the same counters', async () => {
    const date = someDate();
    const { client, conflicts } = contendedClient(3);
    await count(orderEvents(['created', 'confirmed'], on(date)), testStore(client));
    expect(conflicts()).toBe(3);
    expect(await countersOf(date)).toMatchObject({ orders: 1, confirmed: 1 });
  });

  test('takes revenue back for an order that was confirmed and then cancelled, and for no other', async () => {
    const date = someDate();
    await count(orderEvents(['created', 'confirmed'], on(date, 300)));
    const events = orderEvents(['created', 'confirmed', 'cancelled'], on(date, 500));
    await count(events.slice(0, 2));
    await count(events.slice(2));
    await count(orderEvents(['created', 'cancelled'], on(date, 900)));
    expect(await countersOf(date)).toEqual({
      date,
      buckets: {},
      orders: 3,
      confirmed: 2,
      rejected: 0,
      cancelled: 2,
      revenue: { EUR: 300 },
      captured: {},
      refunded: {},
    });
  });

  test('counts what was taken and given back on the day of it, each once', async () => {
    const date = someDate();
    const on = (event: OrderEvent) => ({ ...event, time: `${date}T23:59:59.000Z` }) as OrderEvent;
    const captured = on(paymentEvent('captured', randomUUID(), 2, { captured: 700 }) as OrderEvent);
    const refunds = [150, 50].map((refund, index) =>
      on(
        paymentEvent('refunded', randomUUID(), 3 + index, {
          captured: 700,
          refunded: 150 + refund,
          refund,
        } as object) as OrderEvent,
      ),
    );
    await count([captured, ...refunds]);
    await count([captured, ...refunds]);
    expect(await countersOf(date)).toMatchObject({
      orders: 0,
      revenue: {},
      captured: { EUR: 700 },
      refunded: { EUR: 200 },
    });
  });

  test('names no currency of which nothing is left', async () => {
    const date = someDate();
    const events = orderEvents(['confirmed', 'cancelled'], on(date));
    await count(events.slice(0, 1));
    await count(events.slice(1));
    expect((await countersOf(date))?.revenue).toEqual({});
  });

  test('fails an event alone whose amount no database can hold', async () => {
    const date = someDate();
    const poison = orderEvents(['confirmed'], on(date, 1e300));
    const { applied, failed } = await count([...orderEvents(['created'], on(date)), ...poison]);
    expect(applied).toHaveLength(1);
    expect(failed.map(({ event }) => event)).toEqual(poison);
    expect(await countersOf(date)).toMatchObject({ orders: 1, confirmed: 0 });
  });
});

describe('daily analytics', () => {
  test('has zeros for days without orders', async () => {
    const from = someDate();
    const dates = [0, 1, 2].map((days) => dateAfter(from, days));
    await count(orderEvents(['created'], on(dates[1] ?? '')));
    expect(await dailyAnalytics({ from, to: dates[2] ?? '' }, store)).toEqual(
      dates.map((date, index) => ({ date, ...noOrders(), orders: index === 1 ? 1 : 0 })),
    );
  });

  test('has every day of a range that takes several pages to read', async () => {
    const from = someDate();
    const to = dateAfter(from, 4);
    await count([0, 1, 2, 3, 4].flatMap((days) => orderEvents(['created'], on(dateAfter(from, days)))));
    const { client } = contendedClient(0);
    client.middlewareStack.add((next) => (args) => next({ ...args, input: { ...args.input, Limit: 2 } }));
    const days = await dailyAnalytics({ from, to }, testStore(client));
    expect(days.map(({ orders }) => orders)).toEqual([1, 1, 1, 1, 1]);
  });
});
