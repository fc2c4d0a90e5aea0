/** @see https://docs.stripe.com/payments/paymentintents/lifecycle */
export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** A PaymentIntent with its only charge. Amounts are in the smallest unit of the currency. */
export interface Intent {
  id: string;
  amount: number;
  currency: string;
  /** Seconds since 1970. */
  created: number;
  status: IntentStatus;
  metadata: Record<string, string>;
  paymentMethod: string | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  lastError: PaymentError | null;
  charge: Charge | null;
}

export interface PaymentError {
  type: 'card_error';
  code: string;
  decline_code?: string;
  message: string;
}

export interface Charge {
  id: string;
  created: number;
  captured: number;
  /** When an uncaptured authorisation ends by itself, in seconds since 1970. */
  captureBefore: number;
}

export interface Refund {
  id: string;
  intent: string;
  amount: number;
  currency: string;
  created: number;
  status: 'succeeded' | 'failed';
  reason: string | null;
  metadata: Record<string, string>;
}

/** The intent in the API's format. `latest_charge` is its id, or the expanded charge. */
export function showIntent(intent: Intent, refunds: readonly Refund[], expandsCharge = false) {
  const { id, amount, currency, created, status, metadata, charge, lastError } = intent;
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: status === 'requires_capture' ? amount : 0,
    amount_received: charge?.captured ?? 0,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: 'manual',
    confirmation_method: 'automatic',
    created,
    currency,
    last_payment_error: lastError,
    latest_charge: charge && (expandsCharge ? showCharge(intent, refunds) : charge.id),
    livemode: false,
    metadata,
    next_action: status === 'requires_action' ? { type: 'use_stripe_sdk', use_stripe_sdk: {} } : null,
    payment_method: intent.paymentMethod,
    payment_method_types: ['card'],
    status,
  };
}

export function showCharge(intent: Intent, refunds: readonly Refund[]) {
  const { charge } = intent;
  if (!charge) return null;
  const refunded = refundedOf(intent, refunds);
  return {
    id: charge.id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: charge.captured,
    amount_refunded: refunded,
    captured: charge.captured > 0,
    created: charge.created,
    currency: intent.currency,
    livemode: false,
    metadata: intent.metadata,
    paid: true,
    payment_intent: intent.id,
    payment_method: intent.paymentMethod,
    refunded: charge.captured > 0 && refunded === charge.captured,
    status: 'succeeded',
  };
}

export const showRefund = (refund: Refund) => {
  const { id, intent, amount, currency, created, status, reason, metadata } = refund;
  return {
    id,
    object: 'refund',
    amount,
    created,
    currency,
    metadata,
    payment_intent: intent,
    reason,
    status,
  };
};

/** The refunded amount of an intent. */
export const refundedOf = ({ id }: Intent, refunds: readonly Refund[]): number =>
  refunds
    .filter(({ intent, status }) => intent === id && status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);
