import { describe, expect, test } from '@jest/globals';
import type { OrderStatus } from '@orderflow/validation';
import { canBecome, holdsStock } from './orderStates.ts';

const states: OrderStatus[] = ['PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED'];
const allowed = new Set([
  'PENDING -> CONFIRMED',
  'PENDING -> REJECTED',
  'PENDING -> CANCELLED',
  'CONFIRMED -> CANCELLED',
]);
const pairs = states.flatMap((from) => states.map((to) => ({ from, to })));

describe('the order state machine', () => {
  test.each(pairs)('$from -> $to', ({ from, to }) => {
    expect(canBecome(from, to)).toBe(allowed.has(`${from} -> ${to}`));
  });

  test('holds stock for confirmed orders and no others', () => {
    expect(states.filter(holdsStock)).toEqual(['CONFIRMED']);
  });
});
