import { expect, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import { holdsCardNumber } from './cardNumber.ts';

test.each([
  '4242424242424242',
  'pay with 4242 4242 4242 4242 please',
  '5555-5555-5555-4444',
  '378282246310005',
])('a card number is found in %j', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

test.each([
  '',
  'ring twice',
  '4242424242424241',
  '42424242',
  '0049 170 1234567',
  '42424242424242424242424242',
  '2026-11-29',
])('none is found in %j', (text) => {
  expect(holdsCardNumber(text)).toBe(false);
});

test('looking takes time that grows with the length', async () => {
  for (const filler of ['4', '4 ', '4-', '- ']) {
    expect(await isLinear((size) => filler.repeat(size / filler.length), holdsCardNumber)).toBe(true);
  }
});
