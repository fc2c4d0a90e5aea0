import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { orderEvents } from '../../test/orderEvents.ts';
import { countByDay, noOrders } from './dailyCounters.ts';

const day = (date: string) => ({ createdAt: `${date}T12:00:00.000Z` });

describe('daily counters', () => {
  test('count what became of the orders of a day, and earn what was confirmed', () => {
    const events = [
      ...orderEvents(['created', 'confirmed'], { total: 500 }),
      ...orderEvents(['created', 'rejected'], { total: 700 }),
      ...orderEvents(['created'], { total: 900 }),
    ];
    expect(countByDay(events)).toEqual(
      new Map([
        [
          '2026-11-20',
          { ...noOrders(), orders: 3, confirmed: 1, rejected: 1, cancelled: 0, revenue: { EUR: 500 } },
        ],
      ]),
    );
  });

  test('lose the revenue of a cancelled order only if it had been confirmed', () => {
    const [cancelledPending] = countByDay(orderEvents(['created', 'cancelled'], { total: 500 })).values();
    expect(cancelledPending).toEqual({ ...noOrders(), orders: 1, cancelled: 1 });
    const events = orderEvents(['created', 'confirmed', 'cancelled'], { total: 500 });
    const [cancelledConfirmed] = countByDay(events).values();
    expect(cancelledConfirmed).toEqual({
      ...noOrders(),
      orders: 1,
      confirmed: 1,
      cancelled: 1,
      revenue: { EUR: 0 },
    });
  });

  test('tell the variants of the experiment apart, and leave out who came another way', () => {
    const events = [
      ...orderEvents(['created', 'confirmed'], { bucket: 'A' }),
      ...orderEvents(['created'], { bucket: 'A' }),
      ...orderEvents(['created', 'confirmed', 'cancelled'], { bucket: 'B' }),
      ...orderEvents(['created', 'confirmed']),
    ];
    expect(countByDay(events).get('2026-11-20')?.buckets).toEqual({
      A: { clicks: 0, orders: 2, confirmed: 1 },
      B: { clicks: 0, orders: 1, confirmed: 1 },
    });
  });

  test('keep currencies apart', () => {
    const events = [
      ...orderEvents(['confirmed'], { total: 500, currency: 'EUR' }),
      ...orderEvents(['confirmed'], { total: 7, currency: 'JPY' }),
    ];
    expect(countByDay(events).get('2026-11-20')?.revenue).toEqual({ EUR: 500, JPY: 7 });
  });

  test('belong to the UTC date on which the order was created, whenever the rest happens', () => {
    const events = [
      ...orderEvents(['created', 'confirmed'], day('2026-01-31')),
      ...orderEvents(['created'], { createdAt: '2026-02-01T00:30:00+01:00' }),
      ...orderEvents(['created'], { createdAt: '2026-01-31T23:59:59-01:00' }),
      ...orderEvents(['created'], { createdAt: '2026-01-31T22:00:00-02:00' }),
    ];
    const days = countByDay(events);
    expect([...days].map(([date, { orders }]) => [date, orders])).toEqual([
      ['2026-01-31', 2],
      ['2026-02-01', 2],
    ]);
  });

  test('are the same in whatever order events arrive', () => {
    const events = [
      ...orderEvents(['created', 'confirmed', 'cancelled'], { total: 500, ...day('2026-01-31') }),
      ...orderEvents(['created', 'confirmed'], { total: 300, ...day('2026-01-31') }),
      ...orderEvents(['created', 'rejected'], day('2026-02-01')),
      ...orderEvents(['created', 'cancelled'], day('2026-02-01')),
    ];
    const expected = countByDay(events);
    const shuffled = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(fc.property(shuffled, (one) => expect(countByDay(one)).toEqual(expected)));
  });
});
