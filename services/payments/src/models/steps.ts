import type { Context } from '@orderflow/domain';
import { lateRefundId, type PaymentItem, type RefundRecord, refundable, told } from './payment.ts';

/** The one thing to do next, at the provider or here. */
export type Step =
  | { kind: 'open' | 'confirm' | 'capture' | 'cancel' }
  | { kind: 'refund'; refund: RefundRecord }
  /** The order ended before anything was asked of the provider. */
  | { kind: 'drop' }
  /** The money came in for an order that had ended. */
  | { kind: 'giveBack' };

/** What brings a payment nearer to its goal; undefined when nothing does, or need. */
export function nextStep(payment: PaymentItem): Step | undefined {
  const { status, goal, intent, refunds } = payment;
  switch (status) {
    case 'PENDING':
      if (goal === 'VOIDED') return { kind: intent === undefined ? 'drop' : 'cancel' };
      return { kind: intent === undefined ? 'open' : 'confirm' };
    case 'AUTHORIZED':
      if (goal === 'AUTHORIZED') return undefined;
      return { kind: goal === 'CAPTURED' ? 'capture' : 'cancel' };
    case 'CAPTURED':
    case 'PARTIALLY_REFUNDED':
    case 'REFUNDED': {
      const refund = refunds.find((one) => one.status === 'PENDING' && one.providerId === undefined);
      if (refund) return { kind: 'refund', refund };
      return goal === 'VOIDED' && refundable(payment) > 0 ? { kind: 'giveBack' } : undefined;
    }
    case 'DECLINED':
    case 'VOIDED':
      return undefined;
  }
}

/** The payment of an order that ended, to be let go. What is to be captured was shipped, and stays. */
export function toBeVoided(payment: PaymentItem): PaymentItem {
  return payment.goal === 'AUTHORIZED' ? { ...payment, goal: 'VOIDED' } : payment;
}

/** The payment of an order that was shipped, to be captured; a person has to know where that cannot be any more. */
export function toBeCaptured(payment: PaymentItem): PaymentItem {
  if (payment.goal === 'CAPTURED' || payment.stuck) return payment;
  const isGone = payment.goal === 'VOIDED' || payment.status === 'VOIDED' || payment.status === 'DECLINED';
  return isGone ? { ...payment, stuck: 'CAPTURE_IMPOSSIBLE' } : { ...payment, goal: 'CAPTURED' };
}

/** How many refunds a payment may have: they lie in its item. */
export const MAX_REFUNDS = 100;

/** The payment with a refund to be made; the same one when it has that refund already. */
export function withRefund(payment: PaymentItem, refund: Omit<RefundRecord, 'status'>): PaymentItem {
  if (payment.refunds.some(({ refundId }) => refundId === refund.refundId)) return payment;
  return { ...payment, refunds: [...payment.refunds, { ...refund, status: 'PENDING' }] };
}

/** The payment of an order that came back with this much to be given back: as much of it as there is. */
export function withReturn(
  payment: PaymentItem,
  refundId: string,
  asked: number,
  { now }: Context,
): PaymentItem {
  const shipped = toBeCaptured(payment);
  // A return that is heard of before the capture is done finds all of the money there soon.
  const captured = payment.captured || (shipped.goal === 'CAPTURED' ? payment.amount : 0);
  const amount = Math.min(asked, refundable({ ...payment, captured }));
  if (amount <= 0) return shipped;
  return withRefund(shipped, { refundId, amount, reason: 'returned', createdAt: now.toISOString() });
}

/** What is done here alone. */
export function takeHere(payment: PaymentItem, step: 'drop' | 'giveBack', context: Context): PaymentItem {
  if (step === 'giveBack') {
    return withRefund(payment, {
      refundId: lateRefundId(payment.pk),
      amount: refundable(payment),
      reason: 'the order had ended',
      createdAt: context.now.toISOString(),
    });
  }
  // Nothing was ever held: whether there is an intent that nobody knows makes no difference.
  const { method: _, unsure: __, ...rest } = payment;
  return told({ ...rest, status: 'VOIDED' }, context);
}
