import { type Context, derivedId, type EventType, type OutboxEvent, outboxEvent } from '@orderflow/domain';
import type { PaymentStatus } from '@orderflow/validation';

/**
 * What a payment is to become: money held until the order ships, taken when it does, let go when the order ends otherwise.
 * It only moves on: AUTHORIZED, then CAPTURED or VOIDED.
 */
type Goal = 'AUTHORIZED' | 'CAPTURED' | 'VOIDED';

/** Money to be given back, and what became of it. */
export interface RefundRecord {
  refundId: string;
  amount: number;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  /** For what, in the words of whoever gave it. */
  reason?: string;
  /** Of the request; tells a replay from a conflict. */
  fingerprint?: string;
  /** RFC 3339. */
  createdAt: string;
  /** The provider's own id. */
  providerId?: string;
}

/** Something that no repeat puts right: somebody has to look. */
type Stuck = 'CAPTURE_IMPOSSIBLE';

/** The item of the payments table: one for each order that is paid. Amounts are in minor units of the currency. */
export interface PaymentItem {
  /** The order id. */
  pk: string;
  status: PaymentStatus;
  goal: Goal;
  currency: string;
  /** What the order costs. */
  amount: number;
  captured: number;
  refunded: number;
  /** The provider's token of the means of payment, as long as it is needed. */
  method?: string;
  /** The provider's object. Money moves on it only after its id is here. */
  intent?: string;
  /** Why the money cannot be had: the provider's code. */
  reason?: string;
  refunds: RefundRecord[];
  /** Counts the changes that events tell of. */
  version: number;
  /** Counts all writes: each demands the one before. */
  revision: number;
  /** How often the provider failed in a way that a repeat under the same key would meet again. Part of the keys. */
  tries: number;
  /** The provider failed with an effect or without: it is asked before it is called again. */
  unsure?: boolean;
  stuck?: Stuck;
  /** RFC 3339; the time of the order's reservation. */
  createdAt: string;
  /** RFC 3339; since when the money is held. */
  authorizedAt?: string;
  /** Partition of the index of what is open, and when it is looked at next (RFC 3339). Absent once all is settled. */
  due?: string;
  dueAt?: string;
  /** How often it was due. */
  checks?: number;
  correlationId: string;
  event?: OutboxEvent;
}

/** What an event of the order says of its payment. */
export interface PaidOrder {
  orderId: string;
  currency: string;
  amount: number;
}

/** The intent of an order whose stock is reserved, before the provider is called. */
export const newPayment = (
  { orderId, currency, amount, method }: PaidOrder & { method: string },
  { correlationId, now }: Context,
): PaymentItem => ({
  pk: orderId,
  status: 'PENDING',
  goal: 'AUTHORIZED',
  currency,
  amount,
  captured: 0,
  refunded: 0,
  method,
  refunds: [],
  version: 0,
  revision: 1,
  tries: 0,
  createdAt: now.toISOString(),
  correlationId,
});

/** Of an order that ended before its reservation was heard of: what comes late finds it ended. */
export const endedPayment = (order: PaidOrder, context: Context): PaymentItem => {
  const { method: _, ...payment } = newPayment({ ...order, method: '' }, context);
  return told({ ...payment, status: 'VOIDED', goal: 'VOIDED' }, context);
};

const EVENT_OF: Record<Exclude<PaymentStatus, 'PENDING'>, EventType> = {
  AUTHORIZED: 'payment.authorized.v1',
  DECLINED: 'payment.declined.v1',
  CAPTURED: 'payment.captured.v1',
  VOIDED: 'payment.voided.v1',
  REFUNDED: 'payment.refunded.v1',
  PARTIALLY_REFUNDED: 'payment.refunded.v1',
};

/**
 * The payment with the event of its new status, or of another type, in the next version: under the order's correlation id,
 * in the trace of what has led to it.
 */
export function told(
  payment: PaymentItem,
  { correlationId: _, ...at }: Context,
  detail?: Record<string, unknown>,
  type?: EventType,
): PaymentItem {
  if (payment.status === 'PENDING') throw new Error('nothing is told of a payment that is PENDING');
  const version = payment.version + 1;
  const context = { ...at, correlationId: payment.correlationId };
  const id = `${payment.pk}#${version}`;
  return { ...payment, version, event: outboxEvent(type ?? EVENT_OF[payment.status], id, context, detail) };
}

/** What of the captured money is not given back, and not about to be. */
export const refundable = ({ captured, refunds }: Pick<PaymentItem, 'captured' | 'refunds'>): number =>
  captured - refunds.filter(({ status }) => status !== 'FAILED').reduce((sum, { amount }) => sum + amount, 0);

/** The id of the refund that gives back money which came in for an order that had ended. */
export const lateRefundId = (orderId: string): string => derivedId('late refund', orderId);
