import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, type Undecided } from './decide.ts';

const order = (orderId: string, lines: Record<string, number>): Undecided => ({
  orderId,
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity, unitPrice: 1 })),
});
const stock = (available: Record<string, number>) => new Map(Object.entries(available));

describe('deciding orders', () => {
  test('confirms them, first come, first served, as long as stock lasts', () => {
    const orders = [
      order('1', { tea: 3 }),
      order('2', { tea: 3 }),
      order('3', { tea: 1 }),
      order('4', { tea: 1 }),
    ];
    expect(decide(orders, stock({ tea: 5 }))).toEqual({
      confirmed: [true, false, true, true],
      taken: stock({ tea: 5 }),
    });
  });

  test('gives an order all of its lines or none', () => {
    const orders = [order('1', { tea: 1, cup: 2 }), order('2', { tea: 1 })];
    expect(decide(orders, stock({ tea: 1, cup: 1 }))).toEqual({
      confirmed: [false, true],
      taken: stock({ tea: 1 }),
    });
  });

  test('rejects orders for what is unknown or sold out, and takes nothing for them', () => {
    const orders = [order('1', { tea: 1 }), order('2', { cup: 1 })];
    expect(decide(orders, stock({ cup: 0 }))).toEqual({ confirmed: [false, false], taken: stock({}) });
  });

  test('adds up the lines that an order has for one sku', () => {
    const lines = [3, 3].map((quantity) => ({ sku: 'tea', quantity, unitPrice: 1 }));
    expect(decide([{ orderId: '1', lines }], stock({ tea: 5 })).confirmed).toEqual([false]);
    expect(decide([{ orderId: '1', lines }], stock({ tea: 6 })).taken).toEqual(stock({ tea: 6 }));
  });

  test('agrees with taking one unit after the other from the shelf', () => {
    const sku = fc.constantFrom('hot', 'tea', 'cup');
    const line = fc.record({ sku, quantity: fc.integer({ min: 1, max: 5 }), unitPrice: fc.constant(1) });
    const orders = fc.array(
      fc.record({ orderId: fc.uuid(), lines: fc.array(line, { minLength: 1, maxLength: 4 }) }),
    );
    const available = fc.dictionary(sku, fc.nat({ max: 20 })).map(stock);
    fc.assert(
      fc.property(orders, available, (all, shelf) => {
        const { confirmed, taken } = decide(all, shelf);
        let units = [...shelf].flatMap(([name, count]) => Array<string>(count).fill(name));
        const before = units.length;
        for (const [index, { lines }] of all.entries()) {
          const rest = [...units];
          const wanted = lines.flatMap(({ sku, quantity }) => Array<string>(quantity).fill(sku));
          const got = wanted.every((name) => rest.includes(name) && rest.splice(rest.indexOf(name), 1));
          expect(confirmed[index]).toBe(got);
          if (got) units = rest;
        }
        expect([...taken.values()].reduce((sum, count) => sum + count, 0)).toBe(before - units.length);
        for (const [name, count] of taken) expect(count).toBeLessThanOrEqual(shelf.get(name) ?? 0);
      }),
    );
  });
});
