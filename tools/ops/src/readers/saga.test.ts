import { expect, test } from '@jest/globals';
import type { OrderItem } from '@orderflow/domain';
import { readSaga, sagaOf } from './saga.ts';

const at = (second: number) => `2026-11-29T10:00:0${second}.000Z`;
const order = {
  pk: 'o1',
  userId: 'ann',
  status: 'SHIPPED',
  createdAt: at(0),
  lines: [{ sku: 'secret', quantity: 1, unitPrice: 700 }],
  history: [
    { status: 'RESERVED', at: at(1) },
    { status: 'CONFIRMED', at: at(3) },
    { status: 'SHIPPED', at: at(5) },
  ],
  event: { id: 'e', type: 'order.shipped.v1', time: at(5) },
} as unknown as OrderItem;
const payment = {
  status: 'PARTIALLY_REFUNDED',
  goal: 'CAPTURED',
  amount: 700,
  currency: 'EUR',
  captured: 700,
  refunded: 200,
  createdAt: at(1),
  authorizedAt: at(2),
  refunds: [{ amount: 200, status: 'SUCCEEDED', createdAt: at(8) }],
  event: { type: 'payment.refunded.v1', time: at(8) },
};

test('an order shows the states it was in, what may follow, and its payment', () => {
  expect(sagaOf(order, payment)).toEqual({
    orderId: 'o1',
    steps: [
      { what: 'PENDING', at: at(0) },
      { what: 'RESERVED', at: at(1) },
      { what: 'CONFIRMED', at: at(3) },
      { what: 'SHIPPED', at: at(5) },
    ],
    next: ['DELIVERED', 'RETURNED'],
    payment: {
      amount: 700,
      currency: 'EUR',
      captured: 700,
      refunded: 200,
      steps: [
        { what: 'asked for', at: at(1) },
        { what: 'AUTHORIZED', at: at(2) },
        { what: 'refund of 200 SUCCEEDED', at: at(8) },
      ],
    },
  });
});

test('says nothing of whose it is and what it is of', () => {
  expect(JSON.stringify(sagaOf(order, payment))).not.toMatch(/ann|secret/);
});

test('what ended otherwise than it was to is told apart, and nothing follows', () => {
  const rejected = {
    ...order,
    status: 'REJECTED',
    history: [{ status: 'REJECTED', at: at(2) }],
  } as OrderItem;
  const declined = {
    ...payment,
    status: 'DECLINED',
    goal: 'AUTHORIZED',
    captured: 0,
    refunded: 0,
    refunds: [],
    event: { type: 'payment.declined.v1', time: at(2) },
  };
  const { authorizedAt: _, ...never } = declined;
  const saga = sagaOf(rejected, never);
  expect(saga.steps.at(-1)).toEqual({ what: 'REJECTED', at: at(2), isBad: true });
  expect(saga.next).toEqual([]);
  expect(saga.payment?.steps.at(-1)).toEqual({ what: 'DECLINED', at: at(2), isBad: true });
  expect(saga.payment).not.toHaveProperty('goal');
});

test('a payment that is not what it is to be says what that is', () => {
  const waiting = { ...payment, status: 'AUTHORIZED', captured: 0, refunded: 0, refunds: [] };
  expect(sagaOf(order, waiting).payment).toMatchObject({ goal: 'CAPTURED' });
});

test('an order on account has no payment', () => {
  expect(sagaOf(order)).not.toHaveProperty('payment');
});

test('what can be no order is looked up nowhere', async () => {
  expect(await readSaga(undefined as never, '"ERROR" in logs')).toBeNull();
});
