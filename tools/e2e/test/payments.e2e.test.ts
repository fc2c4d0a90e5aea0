import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import {
  eventually,
  fireSchedule,
  ledgerOf,
  orderFault,
  Person,
  send,
  takeBackFaults,
  waitingFaults,
} from '../src/index.ts';

interface PaidOrder {
  orderId: string;
  status: string;
  payment?: { status: string; amount: number; captured: number; refunded: number };
}

const clerk = new Person('clerk', 'inventory:write fulfilment:write payments:write');
const VISA = 'pm_card_visa';

afterEach(takeBackFaults);

/** A buyer with an order of 700, paid by this method. */
async function placed(method = VISA) {
  const sku = `TEA-${randomUUID().slice(0, 8)}`;
  const ada = new Person();
  await clerk.put(`/inventory/${sku}`, { available: 5 });
  const { status, body } = await ada.placeOrder({
    currency: 'EUR',
    lines: [{ sku, quantity: 2, unitPrice: 350 }],
    payment: { method },
  });
  expect({ status, body }).toMatchObject({ status: 201, body: { status: 'PENDING' } });
  const { orderId } = body;
  const stock = async () => (await ada.get<{ available: number }>(`/inventory/${sku}`)).body.available;
  const becomes = (expected: object) =>
    eventually(async () => {
      expect((await ada.get<PaidOrder>(`/orders/${orderId}`)).body).toMatchObject(expected);
    }, 60);
  return { ada, orderId, stock, becomes };
}

const refund = (orderId: string, body: object, key: string = randomUUID()) =>
  clerk.post<{ refundId: string; amount: number; status: string }>(`/orders/${orderId}/refunds`, body, {
    'idempotency-key': key,
  });

test('an order is held, taken when it ships, and given back in part, as the ledger of the provider says', async () => {
  const { ada, orderId, becomes } = await placed();
  await becomes({ status: 'CONFIRMED', payment: { status: 'AUTHORIZED', amount: 700, captured: 0 } });
  expect(await ledgerOf(orderId)).toMatchObject([
    { status: 'requires_capture', authorized: 700, captured: 0 },
  ]);

  expect((await clerk.post(`/orders/${orderId}/ship`, { carrier: 'DHL' })).status).toBe(200);
  await becomes({ status: 'SHIPPED', payment: { status: 'CAPTURED', captured: 700 } });

  const key = randomUUID();
  const made = await refund(orderId, { amount: 200, reason: 'a cup was broken' }, key);
  expect(made).toMatchObject({ status: 201, body: { amount: 200 } });
  expect((await refund(orderId, { amount: 200, reason: 'a cup was broken' }, key)).body.refundId).toBe(
    made.body.refundId,
  );
  expect((await refund(orderId, { amount: 501 })).status).toBe(409);
  expect((await refund(orderId, { amount: 1, reason: '4242 4242 4242 4242' })).status).toBe(422);
  await becomes({ payment: { status: 'PARTIALLY_REFUNDED', captured: 700, refunded: 200 } });
  expect(await ledgerOf(orderId)).toMatchObject([{ captured: 700, refunded: 200 }]);
  expect((await ada.get<{ items: unknown[] }>(`/orders/${orderId}/refunds`)).body.items).toMatchObject([
    { refundId: made.body.refundId, amount: 200, status: 'SUCCEEDED' },
  ]);
  expect((await new Person().get(`/orders/${orderId}/refunds`)).status).toBe(404);
});

test('a card that is refused gives the stock back, and nothing is held', async () => {
  const { orderId, stock, becomes } = await placed('pm_card_chargeDeclined');
  await becomes({ status: 'REJECTED', payment: { status: 'DECLINED' } });
  await eventually(async () => expect(await stock()).toBe(5));
  expect(await ledgerOf(orderId)).toMatchObject([{ authorized: 0, captured: 0 }]);
});

test('an order that is cancelled has its money let go and its stock given back', async () => {
  const { ada, orderId, stock, becomes } = await placed();
  await becomes({ status: 'CONFIRMED' });
  expect((await ada.post(`/orders/${orderId}/cancel`)).status).toBe(200);
  await becomes({ status: 'CANCELLED', payment: { status: 'VOIDED' } });
  expect(await stock()).toBe(5);
  expect(await ledgerOf(orderId)).toMatchObject([{ status: 'canceled', authorized: 0 }]);
});

test.each([
  'lost-answer',
  'dead-after-effect',
  'rate-limited',
  'unavailable',
  'webhook-twice',
  'webhook-never',
])('whatever the provider does (%s), an order is paid once', async (fault) => {
  const { orderId, becomes } = await placed();
  await orderFault({ fault, match: orderId, times: 2 });
  await becomes({ status: 'CONFIRMED', payment: { status: 'AUTHORIZED' } });
  await orderFault({ fault, match: orderId, times: 2 });
  await clerk.post(`/orders/${orderId}/ship`, { carrier: 'DHL' });
  await becomes({ status: 'SHIPPED', payment: { status: 'CAPTURED', captured: 700 } });
  const held = (await ledgerOf(orderId)).filter(({ authorized }) => authorized > 0);
  expect(held).toMatchObject([{ authorized: 700, captured: 700, refunded: 0 }]);
});

test('what is held for days is asked about, also when the provider does not answer at once', async () => {
  const { orderId, becomes } = await placed();
  await becomes({ status: 'CONFIRMED' });
  await orderFault({ fault: 'unavailable', match: 'GET /v1/payment_intents', times: 3 });
  const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await fireSchedule('payments', 'reconcilePayments', nextWeek);
  await becomes({ status: 'CONFIRMED', payment: { status: 'AUTHORIZED' } });
  await eventually(async () => expect(await waitingFaults()).toBe(0), 60);
  expect(await ledgerOf(orderId)).toMatchObject([{ status: 'requires_capture', authorized: 700 }]);
});

test('a webhook that nobody has signed is refused', async () => {
  const body = { id: 'evt_1', type: 'payment_intent.succeeded', data: { object: {} } };
  for (const headers of [{}, { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=00` }])
    expect((await send('POST', '/payments/webhook', { body, headers })).status).toBe(400);
});
