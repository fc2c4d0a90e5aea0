import { describe, expect, test } from '@jest/globals';
import { COLUMNS } from '../../test/csvFiles.ts';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import { readOrders } from '../csv/orders/readOrders.ts';
import { insertOrCompare } from './insertOrCompare.ts';
import type { Holder } from './insertOrders.ts';

const context = { correlationId: 'c', now: new Date('2026-01-01T00:00:00Z') };
const rowsOf = (text: string, importId = 'import') =>
  readOrders(Buffer.from(text), { importId, firstLine: 2, columns: COLUMNS }, context);
const row = (id: string, quantity = 1) => `${id},ann,T,${quantity},5,EUR,\n`;

/** An orders table in memory. */
function table() {
  const holders = new Map<string, Holder>();
  const batches: string[][] = [];
  const insert = async (items: ImportedOrder[]) => {
    batches.push(items.map(({ pk }) => pk));
    for (const item of items) if (!holders.has(item.pk)) holders.set(item.pk, item);
    return items.map(({ pk }) => holders.get(pk) as Holder);
  };
  return { holders, batches, insert };
}

describe('insertOrCompare', () => {
  test('inserts of rows with one id only the first, and compares the others with it', async () => {
    const { batches, insert } = table();
    const { rows, rejected } = await insertOrCompare(
      rowsOf(row('a') + row('b') + row('a') + row('a', 2)),
      insert,
    );
    expect(batches).toEqual([['a', 'b']]);
    expect(rows).toEqual({ read: 4, created: 2, duplicate: 1, rejected: 1 });
    expect(rejected).toMatchObject([{ record: { line: 5 }, column: 'orderId' }]);
  });

  test('compares repeats with the holder of the id, also when that is not the first of them', async () => {
    const { insert } = table();
    await insertOrCompare(rowsOf(row('a', 2)), insert);
    const other = rowsOf(row('a') + row('a', 2), 'other');
    expect((await insertOrCompare(other, insert)).rows).toEqual({
      read: 2,
      created: 0,
      duplicate: 1,
      rejected: 1,
    });
  });

  test('comes to the same result when an earlier attempt died after any insert', async () => {
    const text = Array.from({ length: 60 }, (_, index) => row(`o${index % 50}`, index === 55 ? 3 : 1)).join(
      '',
    );
    const whole = await insertOrCompare(rowsOf(text), table().insert);
    expect(whole.rows).toEqual({ read: 60, created: 50, duplicate: 9, rejected: 1 });
    for (const inserts of [0, 1, 2]) {
      const { batches, insert } = table();
      const dies = async (items: ImportedOrder[]) => {
        if (batches.length === inserts) throw new Error('died');
        return insert(items);
      };
      await insertOrCompare(rowsOf(text), dies, 1).catch(() => undefined);
      expect(JSON.stringify(await insertOrCompare(rowsOf(text), insert))).toBe(JSON.stringify(whole));
    }
  });

  test('keeps up to so many calls in flight, of 25 rows each', async () => {
    const { batches, insert } = table();
    let now = 0;
    let most = 0;
    const slow = async (items: ImportedOrder[]) => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return insert(items);
    };
    const text = Array.from({ length: 260 }, (_, index) => row(`o${index}`)).join('');
    await insertOrCompare(rowsOf(text), slow, 4);
    expect(most).toBe(4);
    expect(batches.map(({ length }) => length).toSorted((a, b) => b - a)).toEqual([
      ...Array(10).fill(25),
      10,
    ]);
  });

  test('fails when an insert fails, and begins no more', async () => {
    let calls = 0;
    const failing = async () => {
      calls++;
      throw new Error('no');
    };
    const text = Array.from({ length: 500 }, (_, index) => row(`o${index}`)).join('');
    await expect(insertOrCompare(rowsOf(text), failing, 2)).rejects.toThrow('no');
    expect(calls).toBeLessThanOrEqual(2);
  });

  test('tells rejects by line, whenever they were found out', async () => {
    const { insert } = table();
    await insertOrCompare(rowsOf(row('a') + row('c')), insert);
    const text = row('a', 2) + row('b', 0) + row('c', 2) + row('d') + row('d', 2);
    const { rejected } = await insertOrCompare(rowsOf(text, 'other'), insert);
    expect(rejected.map(({ record }) => record.line)).toEqual([2, 3, 4, 6]);
  });
});
