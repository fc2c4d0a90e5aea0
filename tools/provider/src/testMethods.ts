import type { PaymentError } from './objects.ts';

/** The answer of a card: money is authorised, the bank refuses, or the buyer must do something first. */
export type CardAnswer =
  | { kind: 'authorised' }
  | { kind: 'action' }
  | { kind: 'declined'; error: PaymentError };

const AUTHORISED =
  /^pm_card_(visa|visa_debit|mastercard|mastercard_debit|amex|discover|diners|jcb|unionpay|us|de|gb|fr)$/;
const ACTION = /^pm_card_(authenticationRequired\w*|threeDSecure\w*)$/;
const DECLINED = /^pm_card_(?:visa_)?(?:chargeDeclined|chargeCustomerFail)(\w*)$/;

/** By the end of the name: code and decline code. @see https://docs.stripe.com/testing#declined-payments */
const DECLINES: Record<string, [code: string, declineCode?: string]> = {
  '': ['card_declined', 'generic_decline'],
  InsufficientFunds: ['card_declined', 'insufficient_funds'],
  LostCard: ['card_declined', 'lost_card'],
  StolenCard: ['card_declined', 'stolen_card'],
  Fraudulent: ['card_declined', 'fraudulent'],
  VelocityLimitExceeded: ['card_declined', 'card_velocity_exceeded'],
  ExpiredCard: ['expired_card'],
  IncorrectCvc: ['incorrect_cvc'],
  ProcessingError: ['processing_error'],
};

export function decline(code = 'card_declined', declineCode?: string): CardAnswer {
  const message = 'Your card was declined.';
  const error = { type: 'card_error' as const, code, message };
  return { kind: 'declined', error: declineCode ? { ...error, decline_code: declineCode } : error };
}

/** The answers of Stripe's test cards; undefined for an unknown payment method. */
export function cardAnswer(method: string): CardAnswer | undefined {
  if (AUTHORISED.test(method)) return { kind: 'authorised' };
  if (ACTION.test(method)) return { kind: 'action' };
  const [, which] = DECLINED.exec(method) ?? [];
  const codes = which === undefined || !Object.hasOwn(DECLINES, which) ? undefined : DECLINES[which];
  return codes && decline(...codes);
}
