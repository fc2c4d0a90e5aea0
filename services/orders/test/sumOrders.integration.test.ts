import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { contendedClient, jitteryClient } from '@orderflow/idempotency/testing';
import type { Placed, SetAside } from '@orderflow/lambda';
import fc from 'fast-check';
import { orderCounting } from '../src/models/countOrders.ts';
import { dailyAnalytics } from '../src/models/dailyAnalytics.ts';
import { countByDay, noOrders, type OrderEvent } from '../src/models/dailyCounters.ts';
import { sumOrders } from '../src/models/sumOrders.ts';
import { context, orderEvents } from './orderEvents.ts';
import { dateOf, daysFor } from './testDays.ts';
import { store, testStore } from './testStore.ts';

/** The first of 250 days that no other test has. */
const someDay = daysFor('sumOrders', 250);
const on = (date: string, total = 500) => ({ createdAt: `${date}T12:00:00.000Z`, total });
const someShard = () => `orders/stream/now#shardId-${crypto.randomUUID()}`;
const countersOf = async (date: string) => (await dailyAnalytics({ from: date, to: date }, store))[0];

/** Events at their places in a shard, with sequence numbers as long as real ones. */
const placed = (events: OrderEvent[]): Placed<OrderEvent>[] =>
  events.map((value, index) => ({ sequenceNumber: String(10n ** 20n + BigInt(index)), value }));

type Aside = (records: SetAside[]) => Promise<string[]>;
const nothing: Aside = async () => {
  throw new Error('nothing is to be put aside');
};
const sum = (shard: string, events: Placed<OrderEvent>[], by = store, aside = nothing) =>
  sumOrders(shard, events, by, aside);

describe('counting orders by the shard', () => {
  test('adds what happened to the day on which the order was created, with what was counted before', async () => {
    const [date, next] = [someDay()].flatMap((day) => [dateOf(day), dateOf(day + 1)]) as [string, string];
    // From an older version: the day's one item, and an event that came by the queue.
    const Item = { pk: 'daily', sk: date, orders: 5, confirmed: 4, revenue_EUR: 1_000, 'orders#A': 2 };
    await store.client.send(new PutCommand({ TableName: store.analytics, Item }));
    await consume(orderCounting(context.now, store), orderEvents(['created'], on(date)));
    const events = [
      ...orderEvents(['created', 'confirmed'], { ...on(date), bucket: 'A' }),
      ...orderEvents(['created', 'rejected'], on(date)),
      ...orderEvents(['created'], on(next)),
    ];
    await sum(someShard(), placed(events));
    const buckets = { A: { clicks: 0, orders: 3, confirmed: 1 } };
    expect(await dailyAnalytics({ from: date, to: next }, store)).toEqual([
      { date, ...noOrders(), orders: 8, confirmed: 5, rejected: 1, revenue: { EUR: 1_500 }, buckets },
      { date: next, ...noOrders(), orders: 1 },
    ]);
  });

  test('adds up the clicks of a variant over their places', async () => {
    const date = dateOf(someDay());
    for (const [sk, count] of [[date, 1] as const, [`${date}#0`, 20] as const, [`${date}#7`, 300] as const]) {
      const Item = { pk: 'clicks-by-bucket', sk, 'clicks#A': count };
      await store.client.send(new PutCommand({ TableName: store.analytics, Item }));
    }
    expect((await countersOf(date))?.buckets).toEqual({ A: { clicks: 321, orders: 0, confirmed: 0 } });
  });

  test('counts each event once, whatever batches it comes in, and however many at once', async () => {
    const happenings = fc.constantFrom(
      orderEvents(['created', 'confirmed'], {}),
      orderEvents(['created', 'rejected'], {}),
      orderEvents(['created', 'confirmed', 'cancelled'], {}),
    );
    const orders = fc.array(fc.tuple(happenings, fc.integer({ min: 0, max: 2 })), {
      minLength: 1,
      maxLength: 8,
    });
    const cuts = fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.boolean()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(orders, cuts, async (told, deliveries) => {
        const first = someDay();
        const events = told.flatMap(([some, day]) =>
          some.map(
            (event) => ({ ...event, data: { ...event.data, ...on(dateOf(first + day)) } }) as OrderEvent,
          ),
        );
        const shard = someShard();
        const all = placed(events);
        const by = testStore(jitteryClient(5));
        let running: Promise<void>[] = [];
        for (const [from, to, together] of deliveries) {
          // A delivery never skips records that were not delivered: Lambda continues only after a success.
          running.push(sum(shard, all.slice(0, Math.max(from, to)), by));
          if (together) continue;
          await Promise.all(running);
          running = [];
        }
        running.push(sum(shard, all, by));
        await Promise.all(running);
        for (const [date, counters] of countByDay(events)) {
          const revenue = Object.fromEntries(Object.entries(counters.revenue).filter(([, sum]) => sum !== 0));
          expect(await countersOf(date)).toEqual({ date, ...counters, revenue });
        }
      }),
      { numRuns: 15 },
    );
  });

  test('counts more days than fit one transaction', async () => {
    const first = someDay();
    const dates = Array.from({ length: 230 }, (_, index) => dateOf(first + index));
    const all = placed(dates.flatMap((date) => orderEvents(['created'], on(date))));
    const shard = someShard();
    await sum(shard, all.slice(0, 150));
    await sum(shard, all);
    const days = await dailyAnalytics({ from: dates[0] ?? '', to: dates.at(-1) ?? '' }, store);
    expect(days.map(({ orders }) => orders)).toEqual(dates.map(() => 1));
  });

  test('shards count side by side, also where they meet on an item', async () => {
    const date = dateOf(someDay());
    const { client, conflicts } = contendedClient(3);
    const shards = Array.from({ length: 12 }, someShard);
    await Promise.all(
      shards.map((shard) =>
        sum(shard, placed(orderEvents(['created', 'confirmed'], on(date))), testStore(client)),
      ),
    );
    expect(conflicts()).toBe(3);
    expect(await countersOf(date)).toMatchObject({ orders: 12, confirmed: 12, revenue: { EUR: 6_000 } });
  });

  test('puts aside what cannot be counted before it goes on, and again when it could not', async () => {
    const date = dateOf(someDay());
    const shard = someShard();
    const [before, broken, after] = placed(orderEvents(['created', 'created', 'confirmed'], on(date)));
    const sequenceNumber = broken?.sequenceNumber ?? '';
    const bad = { sequenceNumber, unreadable: { sequenceNumber, about: {}, error: new Error('no total') } };
    const batch = [before, bad, after] as Placed<OrderEvent>[];
    const refuses = async () => [sequenceNumber];
    await expect(sum(shard, batch, store, refuses)).rejects.toThrow('could not be set aside');
    expect(await countersOf(date)).toEqual({ date, ...noOrders() });
    const told: SetAside[] = [];
    const takes: Aside = async (records) => {
      told.push(...records);
      return [];
    };
    await sum(shard, batch, store, takes);
    await sum(shard, batch, store, takes);
    expect(told).toEqual([bad.unreadable]);
    expect(await countersOf(date)).toMatchObject({ orders: 1, confirmed: 1 });
  });
});
