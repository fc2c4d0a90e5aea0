import { expect, test } from '@jest/globals';
import { apart, inUnits } from './format.ts';

test.each([
  [400, '0.4 s'],
  [59_040, '59 s'],
  [1_800_000, '30 min'],
  [7_200_000, '2 h'],
  [6 * 86_400_000, '144 h'],
  [-5, '0 s'],
])('%d ms are %s', (ms, text) => {
  const from = '2026-11-29T10:00:00.000Z';
  expect(apart(from, new Date(Date.parse(from) + ms).toISOString())).toBe(text);
});

test('money is written as its currency is', () => {
  expect([inUnits(700, 'EUR'), inUnits(700, 'JPY')]).toEqual(['€7.00', '¥700']);
});
