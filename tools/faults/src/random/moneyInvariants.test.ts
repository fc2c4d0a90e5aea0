import { expect, test } from '@jest/globals';
import { LISTENER } from '../world/world.ts';
import { checkMoney, checkNothingHeld } from './moneyInvariants.ts';

const mirror = { status: 'PARTIALLY_REFUNDED', captured: 700, refunded: 200, version: 3 };
const order = { pk: 'o1', status: 'SHIPPED', total: 700, payment: { ...mirror, method: 'pm_card_visa' } };
const refund = { refundId: 'r1', amount: 200, status: 'SUCCEEDED' };
const payment = { pk: 'o1', ...mirror, amount: 700, refunds: [refund], event: { id: 'e3' } };
const row = {
  intent: 'pi',
  orderId: 'o1',
  status: 'succeeded',
  authorized: 700,
  captured: 700,
  refunded: 200,
};
const told = (version: number, id = `e${version}`) =>
  JSON.stringify({ id, type: 'payment.refunded.v1', data: { orderId: 'o1', version } });
const promised = new Map([['k1', { refundId: 'r1', orderId: 'o1', amount: 200, request: {} }]]);

interface Parts {
  orders?: object[];
  payments?: object[];
  ledger?: object[];
  events?: string[];
  authorised?: number;
  made?: { orderId: string; refundId: string; amount: number }[];
  promises?: typeof promised;
}
const check = ({
  orders = [order],
  payments = [payment],
  ledger = [row],
  events = [told(1), told(2), told(3)],
  authorised = 1,
  made = [{ orderId: 'o1', refundId: 'r1', amount: 200 }],
  promises = promised,
}: Parts) =>
  checkMoney(
    {
      tables: { 'orderflow-local-orders': orders, 'orderflow-local-payments': payments } as never,
      queues: { [LISTENER]: events },
      ledger,
    },
    { refunds: promises },
    { authorisations: () => new Map([['o1', authorised]]), refunds: () => made },
  );

test('money that is where the order is breaks nothing', () => {
  expect(check({})).toEqual([]);
});

const second = { orderId: 'o1', refundId: 'r2', amount: 200 };
test.each<[string, Parts, string]>([
  ['a second authorisation, also one that was let go', { authorised: 2 }, 'authorised 2 times'],
  ['money on two intents', { ledger: [row, { ...row, captured: 0 }] }, 'money on 2 intents'],
  ['a refund that was made twice', { made: [second, second] }, 'some of them twice'],
  ['a refund that we do not know', { made: [second] }, "our refunds are not the provider's"],
  ['a sum that differs', { ledger: [{ ...row, refunded: 400 }] }, 'gave back 400, we say 200'],
  ['a capture that we do not know', { ledger: [{ ...row, captured: 0 }] }, 'the provider took 0, we say 700'],
  [
    'more given back than taken',
    { payments: [{ ...payment, refunded: 900 }], ledger: [{ ...row, refunded: 900 }] },
    'of 700 the provider gave back 900',
  ],
  ['money that is held for nobody', { ledger: [{ ...row, status: 'requires_capture' }] }, 'requires_capture'],
  ['money of no order', { orders: [] }, 'no such order'],
  ['a payment that the order contradicts', { orders: [{ ...order, status: 'CONFIRMED' }] }, 'CONFIRMED'],
  [
    'an order that was not told',
    { orders: [{ ...order, payment: { ...order.payment, version: 2 } }] },
    'the order says',
  ],
  ['a change that was not told of', { events: [told(1), told(3)] }, 'events told of 1,3'],
  ['a change that was told of twice', { events: [told(1), told(2), told(3), told(3, 'e4')] }, '1,2,3,3'],
  [
    'a refund that is not made',
    { payments: [{ ...payment, refunds: [{ ...refund, status: 'PENDING' }] }] },
    'a refund is not made',
  ],
  [
    'a refund that was promised and is not there',
    { promises: new Map([['k1', { refundId: 'r9', orderId: 'o1', amount: 1, request: {} }]]) },
    'was promised',
  ],
  ['a payment that somebody has to look at', { payments: [{ ...payment, stuck: 'X' }] }, 'is X'],
])('%s is told', (_, parts, expected) => {
  expect(check(parts)).toContainEqual(expect.stringContaining(expected));
});

test('money that is held for longer than any bank does is told, whoever says so', () => {
  const state = {
    tables: { 'orderflow-local-payments': [{ pk: 'o2', status: 'AUTHORIZED' }] },
    ledger: [{ ...row, status: 'requires_capture' }],
  };
  expect(checkNothingHeld(state)).toEqual(['o1: money is still held', 'o2: we say that money is still held']);
  expect(checkNothingHeld({ tables: {}, ledger: [row] })).toEqual([]);
});
