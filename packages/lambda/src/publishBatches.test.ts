import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from './publishBatches.ts';

const KIB = 1024;
const entry = (Id: string, bytes = 100) => ({ entry: { Id, Message: 'x'.repeat(bytes) } });
const entries = (count: number, bytes?: number) =>
  Array.from({ length: count }, (_, index) => entry(`${index}`, bytes));
const sizes = (all: ReturnType<typeof entry>[]) => inBatches(all).map(({ length }) => length);

describe('batches for SNS', () => {
  test('have at most ten entries', () => {
    expect(sizes(entries(23))).toEqual([10, 10, 3]);
    expect(sizes([])).toEqual([]);
  });

  test('have at most 256 KiB, with room for the attributes', () => {
    expect(sizes(entries(4, 100 * KIB))).toEqual([2, 2]);
    expect(sizes(entries(2, 128 * KIB - 256))).toEqual([2]);
    expect(sizes(entries(2, 128 * KIB - 255))).toEqual([1, 1]);
  });

  test('count bytes, not characters', () => {
    const long = (Id: string) => ({ entry: { Id, Message: '€'.repeat(60 * KIB) } });
    expect(inBatches([long('a'), long('b')])).toHaveLength(2);
  });

  test('never hold an id twice', () => {
    expect(sizes([entry('a'), entry('b'), entry('a'), entry('c'), entry('b')])).toEqual([2, 3]);
  });

  test('hold everything, in order, and within the limits', () => {
    const some = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat({ max: 200 * KIB }));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (given) => {
        const all = given.map(([id, bytes]) => entry(id, bytes));
        const batches = inBatches(all);
        expect(batches.flat()).toEqual(all);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(new Set(batch.map((one) => one.entry.Id)).size).toBe(batch.length);
          const bytes = batch.reduce((sum, one) => sum + one.entry.Message.length, 0);
          expect(bytes).toBeLessThanOrEqual(256 * KIB);
        }
      }),
      { numRuns: 30 },
    );
  });
});
