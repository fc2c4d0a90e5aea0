import { describe, expect, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import { boundedTracestate } from './tracestate.ts';

describe('a tracestate', () => {
  test.each([
    ['congo=t61rcWkgMzE', 'congo=t61rcWkgMzE'],
    ['rojo=00f067aa0ba902b7,congo=t61rcWkgMzE', 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'],
    ['a=1 ,\t b=2,,  ,c=3', 'a=1,b=2,c=3'],
    ['0tenant@system=a b:c', '0tenant@system=a b:c'],
    ['ot=th:c;rv:d6e9d7e5a2c4f0', 'ot=th:c;rv:d6e9d7e5a2c4f0'],
  ])('is passed on: %j', (given, kept) => {
    expect(boundedTracestate(given)).toBe(kept);
  });

  test.each([
    undefined,
    7,
    '',
    ' , ,',
    'a',
    'a=',
    '=1',
    'A=1',
    'a=1=2',
    'a=1,b',
    'a=1,a=2',
    'a=ü',
    'a=1\nb=2',
    `${'k'.repeat(257)}=1`,
    `a=${'v'.repeat(257)}`,
    Array.from({ length: 33 }, (_, index) => `k${index}=v`).join(','),
    `a=1,${' '.repeat(9_000)}`,
  ])('that is none is dropped whole: %j', (given) => {
    expect(boundedTracestate(given)).toBeUndefined();
  });

  test('has room for 256 characters: long entries go first, then those at the end', () => {
    const entry = (key: string, length: number) => `${key}=${'v'.repeat(length - key.length - 1)}`;
    const [a, b, c] = [entry('a', 100), entry('b', 100), entry('c', 54)];
    expect(boundedTracestate([a, b, c].join(','))).toBe([a, b, c].join(','));
    const [more, long] = [entry('c', 55), entry('l', 200)];
    expect(boundedTracestate([a, b, more].join(','))).toBe([a, b].join(','));
    expect(boundedTracestate([long, a, b].join(','))).toBe([a, b].join(','));
    expect(boundedTracestate(long)).toBe(long);
    expect(boundedTracestate(entry('l', 257))).toBeUndefined();
  });

  test.each([' ', ',', 'a=1,', 'a=', 'a', '= '])(
    'takes time that grows with its length, of %j',
    async (filler) => {
      const make = (size: number) => filler.repeat(size / filler.length);
      expect(await isLinear(make, boundedTracestate)).toBe(true);
    },
  );
});
