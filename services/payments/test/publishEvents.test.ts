import { expect, test } from '@jest/globals';
import { publishedBy } from '@orderflow/lambda/testing';
import {
  isPaymentAuthorizedEvent,
  isPaymentCapturedEvent,
  isPaymentDeclinedEvent,
  isPaymentRefundedEvent,
  isPaymentVoidedEvent,
} from '@orderflow/validation';
import { handler } from '../src/handlers/publishEvents.ts';
import { learn, learnRefund } from '../src/models/learn.ts';
import { newPayment } from '../src/models/payment.ts';
import type { Seen } from '../src/models/seen.ts';
import { withRefund } from '../src/models/steps.ts';

const context = { correlationId: 'c-1', now: new Date('2026-11-29T08:00:00Z') };
const order = { orderId: 'order-1', currency: 'EUR', amount: 700, method: 'pm_card_visa' };
const seen = (state: Seen['state'], more: Partial<Seen> = {}): Seen => ({
  ...{ intent: 'pi_1', state, captured: 0, refunded: 0 },
  ...more,
});

test('what a payment goes through is told in events that their consumers read', async () => {
  const reserved = newPayment(order, context);
  const held = learn(reserved, seen('held'), context);
  const taken = learn(held, seen('taken', { captured: 700 }), context);
  const asked = withRefund(taken, { refundId: 'r1', amount: 200, createdAt: context.now.toISOString() });
  const refunded = learnRefund(asked, 'r1', { status: 'SUCCEEDED', id: 're_1' }, context);
  const declined = learn(reserved, seen('open', { failure: 'insufficient_funds' }), context);
  const voided = learn(held, seen('gone'), context);
  const events = await publishedBy(handler, [held, taken, refunded, declined, voided]);
  const data = { orderId: 'order-1', currency: 'EUR', amount: 700 };
  expect(events).toMatchObject([
    { type: 'payment.authorized.v1', data: { ...data, status: 'AUTHORIZED', version: 1 } },
    { type: 'payment.captured.v1', data: { ...data, status: 'CAPTURED', version: 2, captured: 700 } },
    {
      type: 'payment.refunded.v1',
      subject: 'order-1',
      data: { ...data, status: 'PARTIALLY_REFUNDED', version: 3, refunded: 200, refundId: 'r1', refund: 200 },
    },
    { type: 'payment.declined.v1', data: { ...data, status: 'DECLINED', reason: 'insufficient_funds' } },
    { type: 'payment.voided.v1', data: { ...data, status: 'VOIDED', version: 2 } },
  ]);
  const validators = [
    isPaymentAuthorizedEvent,
    isPaymentCapturedEvent,
    isPaymentRefundedEvent,
    isPaymentDeclinedEvent,
    isPaymentVoidedEvent,
  ];
  expect(validators.map((isValid, index) => isValid(events[index]))).toEqual(Array(5).fill(true));
  expect(new Set(events.map(({ id }) => id)).size).toBe(5);
});
