import { RefusedError } from '@orderflow/domain';
import { isProviderEvent, type PaymentCheck, type ProviderEvent, parse } from '@orderflow/validation';
import Stripe from 'stripe';
import { fromStripe } from './stripeAmounts.ts';
import { stateOf } from './stripeProvider.ts';

/** Seconds for which a signature is valid. */
const TOLERANCE_SECONDS = 300;

/** The events that the endpoint at Stripe needs. Other events are accepted and mean nothing. */
const EVENT_TYPES = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.payment_failed',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.updated',
  'refund.failed',
];

/**
 * The event in the body of a webhook, if one of the secrets has recently signed it. While a secret is replaced, two are
 * valid.
 *
 * @param now milliseconds since 1970
 * @throws RefusedError (malformed) when none has or the body is not JSON, and ValidationError when the signed body is not
 *   an event
 */
export function readWebhook(
  body: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
  now: number,
): ProviderEvent {
  const { webhooks } = Stripe;
  for (const secret of secrets) {
    try {
      // The bytes, not the text: bytes that are not UTF-8 would change in a text, and so would the signature.
      webhooks.constructEvent(body, signature ?? '', secret, TOLERANCE_SECONDS, undefined, now);
      return parse(isProviderEvent, JSON.parse(body.toString('utf8')));
    } catch (error) {
      // The library parses the body as well, once its signature is right.
      if ((error as Error).name === 'SyntaxError')
        throw new RefusedError('malformed', 'The body is not JSON');
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  throw new RefusedError('malformed', 'The signature is missing, too old or of nobody we know');
}

/** The check of a payment that an event causes; undefined if there is none. */
export function checkOf({ id, type, data }: ProviderEvent): PaymentCheck | undefined {
  const { object } = data;
  const orderId = object.metadata?.['orderId'];
  if (!EVENT_TYPES.includes(type) || orderId === undefined) return undefined;
  const check = { orderId, correlationId: id };
  const currency = object.currency.toUpperCase();
  switch (object.object) {
    case 'payment_intent': {
      const state = stateOf(object.status ?? '');
      // An unclear state: the provider is asked.
      if (state === 'working') return check;
      return { ...check, told: { intent: object.id, state } };
    }
    case 'charge':
      if (!object.payment_intent || object.amount_refunded === undefined) return check;
      return {
        ...check,
        told: {
          intent: object.payment_intent,
          refunded: fromStripe(object.amount_refunded, currency),
        },
      };
    default:
      return check;
  }
}
