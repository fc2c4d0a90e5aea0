import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, fingerprint, isDerivedId } from './ids.ts';

describe('derivedId', () => {
  test('is a UUID of version 8', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    fc.assert(fc.property(fc.array(fc.string()), (parts) => uuid.test(derivedId(...parts))));
  });

  test('is the same on every attempt, and in every release: stored ids depend on it', () => {
    expect(derivedId('zoé', 'POST /orders', 'key-1')).toBe('24ac1c85-0195-8757-a637-3bece7a88221');
  });

  test('differs between principals, routes and keys', () => {
    const ids = [
      derivedId('ann', 'POST /orders', 'key'),
      derivedId('bob', 'POST /orders', 'key'),
      derivedId('ann', 'POST /imports', 'key'),
      derivedId('ann', 'POST /orders', 'other'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells where one part ends and the next begins', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', ':', '1', 'é') }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        return (derivedId(...one) === derivedId(...other)) === same;
      }),
    );
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
  });
});

describe('a derived id', () => {
  test('is told from other ids', () => {
    expect(isDerivedId(derivedId('ann', 'POST /orders', 'k'))).toBe(true);
    for (const other of ['order-1', randomUUID(), derivedId('a').toUpperCase(), `x${derivedId('a')}`, '']) {
      expect(isDerivedId(other)).toBe(false);
    }
  });

  test('is never one of broken texts, which are all the same as bytes', () => {
    for (const broken of ['\ud800', '\ud801', 'ann\udc00']) {
      expect(() => derivedId(broken, 'POST /orders', 'k')).toThrow('broken text');
    }
  });
});

describe('fingerprint', () => {
  test('does not depend on the order of keys, at any depth', () => {
    expect(fingerprint({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(fingerprint({ b: [{ d: 3, c: 2 }], a: 1 }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        return fingerprint(value) === fingerprint(reversed);
      }),
    );
  });

  test('differs between different values', () => {
    const json = (value: unknown) => JSON.stringify(value);
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(leaf), fc.array(leaf), (one, other) => {
        return (fingerprint(one) === fingerprint(other)) === (json(one) === json(other));
      }),
    );
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: '1' }));
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
  });

  test('takes an absent field and an undefined one for the same', () => {
    expect(fingerprint({ a: 1, note: undefined })).toBe(fingerprint({ a: 1 }));
  });
});
