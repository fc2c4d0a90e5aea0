import { type Context, derivedId, type EventType, type OutboxEvent, outboxEvent } from '@orderflow/domain';
import type { PaymentStatus } from '@orderflow/validation';

/**
 * The goal of a payment: the money is held until the order ships, captured when it does, released when the order ends
 * otherwise. The goal only moves forward: AUTHORIZED, then CAPTURED or VOIDED.
 */
type Goal = 'AUTHORIZED' | 'CAPTURED' | 'VOIDED';

/** A refund and its state. */
export interface RefundRecord {
  refundId: string;
  amount: number;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  /** The reason, in the words of the person who gave it. */
  reason?: string;
  /** Fingerprint of the request; tells a replay from a conflict. */
  fingerprint?: string;
  /** RFC 3339. */
  createdAt: string;
  /** The provider's own id. */
  providerId?: string;
}

/** A problem that no retry can fix: a person has to look. */
type Stuck = 'CAPTURE_IMPOSSIBLE';

/** The item of the payments table: one for each order with a payment. Amounts are in minor units of the currency. */
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
  /** Why the payment failed: the provider's code. */
  reason?: string;
  refunds: RefundRecord[];
  /** Counts the changes that events announce. */
  version: number;
  /** Counts all writes: each requires the one before. */
  revision: number;
  /** Counts the failures that the provider would repeat for the same key. It is part of the keys. */
  tries: number;
  /** The provider failed, with or without an effect: it is asked before the next call. */
  unsure?: boolean;
  stuck?: Stuck;
  /** RFC 3339; the time of the order's reservation. */
  createdAt: string;
  /** RFC 3339; since when the money is held. */
  authorizedAt?: string;
  /**
   * Partition of the index of open payments, and the time of the next check (RFC 3339). Both are absent once all is
   * settled.
   */
  due?: string;
  dueAt?: string;
  /** How many checks were due so far. */
  checks?: number;
  correlationId: string;
  event?: OutboxEvent;
}

/** The payment's data in an event of the order. */
export interface PaidOrder {
  orderId: string;
  currency: string;
  amount: number;
}

/** The first state of a payment, when the stock is reserved and before the provider is called. */
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

/** The payment of an order that ended before the event of its reservation came. Late events find it ended. */
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
 * The payment with the event of its new status, or of `type`, in the next version. The event has the order's
 * correlation id and the trace of its cause.
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

/** The captured money that is not refunded, and not about to be. */
export const refundable = ({ captured, refunds }: Pick<PaymentItem, 'captured' | 'refunds'>): number =>
  captured - refunds.filter(({ status }) => status !== 'FAILED').reduce((sum, { amount }) => sum + amount, 0);

/** The id of the refund of money that was captured for an order that had ended. */
export const lateRefundId = (orderId: string): string => derivedId('late refund', orderId);
