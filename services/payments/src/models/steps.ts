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

/** The step that brings a payment nearer to its goal; undefined when there is none, or none is needed. */
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

/**
 * The payment of an order that ended, to be voided. A payment that is to be captured stays, because its order was
 * shipped.
 */
export function toBeVoided(payment: PaymentItem): PaymentItem {
  return payment.goal === 'AUTHORIZED' ? { ...payment, goal: 'VOIDED' } : payment;
}

/**
 * The payment of an order that was shipped, to be captured. If that is no longer possible, it is stuck: a person has to
 * know.
 */
export function toBeCaptured(payment: PaymentItem): PaymentItem {
  if (payment.goal === 'CAPTURED' || payment.stuck) return payment;
  const isGone = payment.goal === 'VOIDED' || payment.status === 'VOIDED' || payment.status === 'DECLINED';
  return isGone ? { ...payment, stuck: 'CAPTURE_IMPOSSIBLE' } : { ...payment, goal: 'CAPTURED' };
}

/** The most refunds of a payment, because its item stores them. */
export const MAX_REFUNDS = 100;

/** The payment with a refund to be made; the same one when it has that refund already. */
export function withRefund(payment: PaymentItem, refund: Omit<RefundRecord, 'status'>): PaymentItem {
  if (payment.refunds.some(({ refundId }) => refundId === refund.refundId)) return payment;
  return { ...payment, refunds: [...payment.refunds, { ...refund, status: 'PENDING' }] };
}

/** The payment of an order that came back, with a refund of `asked`, or of what is left if that is less. */
export function withReturn(
  payment: PaymentItem,
  refundId: string,
  asked: number,
  { now }: Context,
): PaymentItem {
  const shipped = toBeCaptured(payment);
  // If the event of a return comes before the capture is done, all of the money is about to be captured.
  const captured = payment.captured || (shipped.goal === 'CAPTURED' ? payment.amount : 0);
  const amount = Math.min(asked, refundable({ ...payment, captured }));
  if (amount <= 0) return shipped;
  return withRefund(shipped, { refundId, amount, reason: 'returned', createdAt: now.toISOString() });
}

/** Takes a step that needs no provider. */
export function takeHere(payment: PaymentItem, step: 'drop' | 'giveBack', context: Context): PaymentItem {
  if (step === 'giveBack') {
    return withRefund(payment, {
      refundId: lateRefundId(payment.pk),
      amount: refundable(payment),
      reason: 'the order had ended',
      createdAt: context.now.toISOString(),
    });
  }
  // Nothing was ever held. An intent whose id was lost makes no difference.
  const { method: _, unsure: __, ...rest } = payment;
  return told({ ...rest, status: 'VOIDED' }, context);
}
