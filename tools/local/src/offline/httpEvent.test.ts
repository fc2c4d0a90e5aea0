import { expect, test } from '@jest/globals';
import { asTexts, isBinary } from './httpEvent.ts';

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'text/plain',
  'Text/CSV',
  'application/xml',
])('a body of %s is text', (type) => expect(isBinary(type)).toBe(false));

test.each([
  undefined,
  '',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/jsonx',
])('a body of %s is binary', (type) => expect(isBinary(type)).toBe(true));

test('claims are texts, arrays in brackets', () => {
  expect(asTexts({ sub: 'ann', exp: 1_800_000_000, scp: ['a', 'b'], verified: true })).toEqual({
    sub: 'ann',
    exp: '1800000000',
    scp: '[a b]',
    verified: 'true',
  });
});
