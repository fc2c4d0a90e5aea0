import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTooLong, keyOf, pathOf } from './objectName.ts';

const part = fc.oneof(
  fc.constantFrom('', '.', '..', '%', '+', '%2E', 'x._S3rver_object', '._S3rver_uploads'),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.string({ unit: fc.constantFrom('.', 'a', 'é', ' '), minLength: 150, maxLength: 300 }),
);
const anyKey = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));

test('every key has a path of its own inside the bucket, of names that file systems take', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const path = pathOf(key);
      expect(keyOf(path)).toBe(key);
      expect(posix.normalize(path)).toBe(path);
      expect(path).not.toMatch(/^(\/|\.\.)|\.\.\/|\._S3rver_/);
      for (const name of path.split('/')) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
    }),
    { numRuns: 2_000 },
  );
});

test('a usual key lies where one looks for it', () => {
  expect(pathOf('incoming/2026/orders-1.csv')).toBe('incoming/2026/orders-1.csv');
});

test('a key has up to 1,024 bytes, not characters', () => {
  expect(isTooLong('é'.repeat(512))).toBe(false);
  expect(isTooLong(`${'é'.repeat(512)}x`)).toBe(true);
});
