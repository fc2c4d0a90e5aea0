import { describe, expect, test } from '@jest/globals';
import type { OrderStatus } from '@orderflow/validation';
import { canBecome, holdsStock } from './orderStates.ts';

const states: OrderStatus[] = [
  'PENDING',
  'RESERVED',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'RETURNED',
  'REJECTED',
  'CANCELLED',
];
const allowed = new Set([
  'PENDING -> RESERVED',
  'PENDING -> CONFIRMED',
  'PENDING -> REJECTED',
  'PENDING -> CANCELLED',
  'RESERVED -> CONFIRMED',
  'RESERVED -> REJECTED',
  'RESERVED -> CANCELLED',
  'CONFIRMED -> SHIPPED',
  'CONFIRMED -> CANCELLED',
  'SHIPPED -> DELIVERED',
  'SHIPPED -> RETURNED',
  'DELIVERED -> RETURNED',
]);
const pairs = states.flatMap((from) => states.map((to) => ({ from, to })));

describe('the order state machine', () => {
  test.each(pairs)('$from -> $to', ({ from, to }) => {
    expect(canBecome(from, to)).toBe(allowed.has(`${from} -> ${to}`));
  });

  test('holds stock from its reservation until the order ends', () => {
    expect(states.filter(holdsStock)).toEqual(['RESERVED', 'CONFIRMED', 'SHIPPED', 'DELIVERED']);
  });
});
