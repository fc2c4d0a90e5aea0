import type { Context } from '@orderflow/domain';
import type { PaymentStatus } from '@orderflow/validation';
import { type PaymentItem, type RefundRecord, told } from './payment.ts';
import type { Seen, SeenRefund } from './seen.ts';

/** The bank asks the buyer to do something, but no buyer is present. */
const ACTION_REQUIRED = 'authentication_required';

/**
 * The payment with what the provider knows of it: the provider's state counts, whatever we expected. A change of status
 * or sums is a new version with its event. Returns the same object when there is nothing new.
 */
export function learn(payment: PaymentItem, seen: Seen, context: Context): PaymentItem {
  const { unsure, ...sure } = payment;
  const known = unsure ? sure : payment;
  const reason = seen.failure ?? (seen.state === 'action' ? ACTION_REQUIRED : known.reason);
  const refunds = seen.refunds ? refundsNow(known.refunds, seen.refunds, context) : known.refunds;
  const status = statusNow(known, seen, reason);
  const { captured, refunded } = seen;
  const next: PaymentItem = {
    ...known,
    intent: seen.intent,
    status,
    captured,
    refunded,
    refunds,
    ...(reason !== undefined && { reason }),
    // An intent that cannot be authorised is cancelled.
    ...(seen.state === 'action' && { goal: 'VOIDED' }),
  };
  if (isSame(payment, next)) return payment;
  const isNews = status !== payment.status || captured !== payment.captured || refunded !== payment.refunded;
  return isNews && status !== 'PENDING' ? announced(payment, next, context) : next;
}

function statusNow(
  payment: PaymentItem,
  { state, captured, refunded }: Seen,
  reason?: string,
): PaymentStatus {
  switch (state) {
    case 'open':
      return reason === undefined ? payment.status : 'DECLINED';
    case 'working':
    case 'action':
      return payment.status;
    case 'held':
      return 'AUTHORIZED';
    case 'taken':
      if (refunded === 0) return 'CAPTURED';
      return refunded < captured ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
    case 'gone':
      return payment.status === 'PENDING' && reason !== undefined ? 'DECLINED' : 'VOIDED';
  }
}

function announced(before: PaymentItem, next: PaymentItem, context: Context): PaymentItem {
  const { status, goal, reason, refunded } = next;
  // The token is no longer needed.
  const { method: _, ...rest } = next;
  const isOver = status === 'VOIDED' || status === 'DECLINED';
  const payment: PaymentItem = {
    ...rest,
    ...(status === 'AUTHORIZED' && { authorizedAt: context.now.toISOString() }),
    ...(isOver && goal === 'CAPTURED' && { stuck: 'CAPTURE_IMPOSSIBLE' }),
  };
  if (status === 'DECLINED') return told(payment, context, { reason });
  // A refund may fail after it was made. Then the status is CAPTURED again, but a second capture must not be announced:
  // consumers would count it.
  const isTakenBack = status === 'CAPTURED' && before.captured > 0;
  if (status !== 'REFUNDED' && status !== 'PARTIALLY_REFUNDED' && !isTakenBack) return told(payment, context);
  const known = new Set(before.refunds.filter(isDone).map(({ refundId }) => refundId));
  const latest = payment.refunds.findLast((one) => isDone(one) && !known.has(one.refundId));
  const refund = Math.max(0, refunded - before.refunded);
  return told(payment, context, { refundId: latest?.refundId ?? payment.pk, refund }, 'payment.refunded.v1');
}

const isDone = ({ status }: RefundRecord): boolean => status === 'SUCCEEDED';

/** Our refunds with the provider's status, followed by those that somebody made at the provider. */
function refundsNow(ours: RefundRecord[], theirs: SeenRefund[], { now }: Context): RefundRecord[] {
  const updated = ours.map((one) => {
    const found = theirs.find(({ id, refundId }) => refundId === one.refundId || id === one.providerId);
    return found ? { ...one, status: found.status, providerId: found.id } : one;
  });
  const known = new Set(updated.map(({ providerId }) => providerId));
  const others = theirs
    .filter(({ id }) => !known.has(id))
    .map(({ id, amount, status }) => ({
      refundId: id,
      amount,
      status,
      reason: 'made at the provider',
      createdAt: now.toISOString(),
      providerId: id,
    }));
  return [...updated, ...others.reverse()];
}

/** The payment after a requested refund: it succeeded, is pending, or was refused. */
export function learnRefund(
  payment: PaymentItem,
  refundId: string,
  answer: { status: RefundRecord['status']; id?: string },
  context: Context,
): PaymentItem {
  const record = payment.refunds.find((one) => one.refundId === refundId);
  if (!record || record.status === answer.status) return payment;
  const { unsure: _, ...sure } = payment;
  const refunds = payment.refunds.map((one) =>
    one === record ? { ...one, status: answer.status, ...(answer.id && { providerId: answer.id }) } : one,
  );
  if (answer.status !== 'SUCCEEDED') return { ...sure, refunds };
  const refunded = payment.refunded + record.amount;
  const status = refunded < payment.captured ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
  return announced(payment, { ...sure, refunds, refunded, status }, context);
}

/** The payment after the provider has refused it, for example for its amount or currency. */
export function refused(payment: PaymentItem, reason: string, context: Context): PaymentItem {
  const { unsure: _, ...sure } = payment;
  return announced(payment, { ...sure, status: 'DECLINED', reason }, context);
}

const isSame = (one: PaymentItem, other: PaymentItem): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (item: object) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
