import { type Context, fingerprint, holdsCardNumber, LaterError, RefusedError } from '@orderflow/domain';
import { type CreateRefund, ValidationError } from '@orderflow/validation';
import { provider as defaultProvider } from '../lib/connect.ts';
import { store as defaultStore } from '../lib/store.ts';
import { type PaymentItem, type RefundRecord, refundable } from './payment.ts';
import { changePayment, readPayment } from './payments.ts';
import { type Refund, toRefund } from './refunds.ts';
import { type Desk, settle } from './settle.ts';
import { MAX_REFUNDS, withRefund } from './steps.ts';

export interface MadeRefund {
  refund: Refund;
  /** True if the same request made it before. */
  replayed: boolean;
}

/**
 * Refunds what was captured, or a part of it. All refunds together are never more than that. The refund is stored
 * before the provider is called. If the provider does not answer in time, the refund is PENDING and continues by
 * itself.
 *
 * @param refundId derived from the caller's key
 * @throws RefusedError (not-found); (conflict) when less than the amount is left; (unprocessable) when the key was used
 *   for another request. ValidationError when the reason has something like the number of a card.
 */
export async function refundOrder(
  orderId: string,
  refundId: string,
  { amount, reason }: CreateRefund,
  context: Context,
  desk: Desk = { provider: defaultProvider, store: defaultStore },
): Promise<MadeRefund> {
  if (reason !== undefined && holdsCardNumber(reason))
    throw new ValidationError([{ pointer: '/reason', message: 'must not hold the number of a card' }]);
  const asked = { refundId, fingerprint: fingerprint({ amount, reason }), amount, reason };
  let replayed = false;
  const rule = (payment: PaymentItem): PaymentItem => {
    const known = payment.refunds.find((one) => one.refundId === refundId);
    replayed = known !== undefined;
    if (known && known.fingerprint !== asked.fingerprint)
      throw new RefusedError('unprocessable', 'This Idempotency-Key was used for another request');
    return known ? payment : withRefund(payment, admitted(payment, asked, context));
  };
  const payment = await changePayment(orderId, rule, context.now, desk.store);
  if (!payment) throw new RefusedError('not-found', 'There is no payment of such an order');
  const settled = await settleOrWait(payment, desk, context);
  return { refund: toRefund(settled, refundId), replayed };
}

interface Asked {
  refundId: string;
  fingerprint: string;
  amount: number | undefined;
  reason: string | undefined;
}

function admitted(payment: PaymentItem, asked: Asked, { now }: Context): Omit<RefundRecord, 'status'> {
  const left = refundable(payment);
  const { refundId, fingerprint, reason, amount = left } = asked;
  if (payment.captured === 0)
    throw new RefusedError('conflict', `Nothing was captured of a payment that is ${payment.status}`);
  if (left === 0 || amount > left)
    throw new RefusedError('conflict', `Only ${left} of ${payment.captured} can be given back any more`);
  if (payment.refunds.length >= MAX_REFUNDS)
    throw new RefusedError('conflict', `A payment has ${MAX_REFUNDS} refunds at most`);
  return {
    refundId,
    amount,
    fingerprint,
    ...(reason !== undefined && { reason }),
    createdAt: now.toISOString(),
  };
}

/** If the provider does not answer now, the result is found out later. */
async function settleOrWait(payment: PaymentItem, desk: Desk, context: Context): Promise<PaymentItem> {
  try {
    return await settle(payment, desk, context);
  } catch (error) {
    if (!(error instanceof LaterError)) throw error;
    return (await readPayment(payment.pk, desk.store)) ?? payment;
  }
}
