import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHUNK_PREFIX, chunkKey, numberIn } from './imports.ts';

test('keys of chunks sort as their numbers do, however many there are, and say them', () => {
  expect([0, 42, 99_999, 100_000, 1_000_000].map((index) => chunkKey(index))).toEqual([
    'chunk#00000',
    'chunk#00042',
    'chunk#99999',
    'chunk#a100000',
    'chunk#b1000000',
  ]);
  const index = fc.nat(20_000_000);
  fc.assert(
    fc.property(index, index, (one, other) => {
      expect(chunkKey(one) < chunkKey(other)).toBe(one < other);
      expect(numberIn(chunkKey(one), CHUNK_PREFIX)).toBe(one);
    }),
  );
});
