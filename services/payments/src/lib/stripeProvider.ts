import Stripe from 'stripe';
import type { Seen, SeenRefund } from '../models/seen.ts';
import {
  type Charge,
  type PaymentProvider,
  ProviderRefusedError,
  ProviderUnavailableError,
  ProviderUnsureError,
} from './provider.ts';
import { fromStripe, toStripe, UNSUPPORTED } from './stripeAmounts.ts';

/** The charge has the refunded amount. */
const WITH_CHARGE = { expand: ['latest_charge'] };
const REFUNDS_A_PAGE = 100;
/** We make fewer (MAX_REFUNDS), but others may have been made at Stripe. */
const MOST_REFUNDS = 1_000;

/**
 * Stripe: PaymentIntents with manual capture. An intent is made first and confirmed by its id, so that money can only
 * move on an object whose id we know. No card data is ever seen here: a means of payment is a token of Stripe's.
 *
 * @param client makes the client at its first use, and again when the secret has changed
 * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export function stripeProvider(client: () => Promise<Stripe>): PaymentProvider {
  const call = async <T>(make: (stripe: Stripe) => Promise<T>): Promise<T> => {
    const stripe = await client();
    return make(stripe).catch((error: unknown) => {
      throw translated(error);
    });
  };

  /** Makes a call. If the state of the intent does not allow it, returns the state instead. */
  const orAsk = async (
    intent: string,
    charge: Charge,
    make: (stripe: Stripe) => Promise<Seen>,
  ): Promise<Seen> => {
    try {
      return await call(make);
    } catch (error) {
      if (error instanceof ProviderRefusedError && error.code === UNEXPECTED_STATE)
        return ask(intent, charge);
      throw error;
    }
  };

  /**
   * Makes two calls. Between them, a refund may be made whose caller got no answer. So `refunded` is the sum of the
   * listed refunds, never the charge's own sum. Then each refund is in both the list and the sum, or in neither and is
   * made again under its key.
   */
  const ask: PaymentProvider['ask'] = (intent, { currency }) =>
    call(async (stripe) => {
      const listed = await stripe.refunds
        .list({ payment_intent: intent, limit: REFUNDS_A_PAGE })
        .autoPagingToArray({ limit: MOST_REFUNDS });
      const found = await stripe.paymentIntents.retrieve(intent, WITH_CHARGE);
      const refunds = listed.map((refund) => seenRefund(refund, currency));
      return { ...seen(found, currency), refunded: sumOf(refunds), refunds };
    });

  return {
    ask,
    open: ({ orderId, currency, amount }, idempotencyKey) => {
      if (UNSUPPORTED.has(currency))
        throw new ProviderRefusedError('currency_not_supported', `${currency} cannot be paid by card`);
      return call(async (stripe) =>
        seen(
          await stripe.paymentIntents.create(
            {
              amount: toStripe(amount, currency),
              currency: currency.toLowerCase(),
              capture_method: 'manual',
              allowed_payment_method_types: ['card'],
              // Stripe returns it with every event, also with those of the charge.
              metadata: { orderId },
            },
            { idempotencyKey },
          ),
          currency,
        ),
      );
    },
    confirm: (intent, charge, idempotencyKey) =>
      orAsk(intent, charge, async (stripe) => {
        const params = { payment_method: charge.method, error_on_requires_action: true, ...WITH_CHARGE };
        try {
          return seen(
            await stripe.paymentIntents.confirm(intent, params, { idempotencyKey }),
            charge.currency,
          );
        } catch (error) {
          const failure = failureOf(error);
          if (failure === undefined) throw error;
          return { intent, state: 'open', captured: 0, refunded: 0, failure };
        }
      }),
    capture: (intent, charge, idempotencyKey) =>
      orAsk(intent, charge, async (stripe) =>
        seen(await stripe.paymentIntents.capture(intent, WITH_CHARGE, { idempotencyKey }), charge.currency),
      ),
    cancel: (intent, charge, idempotencyKey) =>
      orAsk(intent, charge, async (stripe) =>
        seen(await stripe.paymentIntents.cancel(intent, WITH_CHARGE, { idempotencyKey }), charge.currency),
      ),
    refund: (intent, { currency, amount, orderId, refundId }, idempotencyKey) =>
      call(async (stripe) =>
        seenRefund(
          await stripe.refunds.create(
            { payment_intent: intent, amount: toStripe(amount, currency), metadata: { orderId, refundId } },
            { idempotencyKey },
          ),
          currency,
        ),
      ),
  };
}

const UNEXPECTED_STATE = 'payment_intent_unexpected_state';

const STATES: Record<string, Seen['state']> = {
  requires_payment_method: 'open',
  requires_confirmation: 'open',
  requires_action: 'action',
  processing: 'working',
  requires_capture: 'held',
  succeeded: 'taken',
  canceled: 'gone',
};

/** An unknown status counts as `working`: we wait and ask again. */
export const stateOf = (status: string): Seen['state'] =>
  Object.hasOwn(STATES, status) ? (STATES[status] ?? 'working') : 'working';

function seen(intent: Stripe.PaymentIntent, currency: string): Seen {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const failure = intent.last_payment_error && codeOf(intent.last_payment_error);
  return {
    intent: intent.id,
    state: stateOf(intent.status),
    captured: fromStripe(intent.amount_received, currency),
    refunded: fromStripe(charge?.amount_refunded ?? 0, currency),
    ...(failure && { failure }),
  };
}

const seenRefund = ({ id, amount, status, metadata }: Stripe.Refund, currency: string): SeenRefund => ({
  id,
  amount: fromStripe(amount, currency),
  status:
    status === 'succeeded'
      ? 'SUCCEEDED'
      : status === 'failed' || status === 'canceled'
        ? 'FAILED'
        : 'PENDING',
  ...(metadata?.['refundId'] && { refundId: metadata['refundId'] }),
});

const sumOf = (refunds: SeenRefund[]): number =>
  refunds.filter(({ status }) => status === 'SUCCEEDED').reduce((sum, { amount }) => sum + amount, 0);

/** A bank's reason says more than `card_declined`. */
const codeOf = ({ code, decline_code }: { code?: string | null; decline_code?: string | null }): string =>
  (code === 'card_declined' && decline_code) || code || decline_code || 'card_declined';

/** Why a means of payment fails; undefined for an error with another cause. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof Stripe.errors.StripeCardError) return codeOf(error);
  const isUnknownMethod =
    error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'payment_method';
  return isUnknownMethod ? (error.code ?? 'payment_method_invalid') : undefined;
}

/** Translates Stripe's errors to those of the port. @see https://docs.stripe.com/error-low-level */
function translated(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { statusCode, type, code, message, requestId } = error;
  const text = `Stripe answers ${statusCode ?? 'nothing'} (${type}, ${code || 'no code'}, request ${requestId ?? 'none'}): ${message}`;
  // The API key is revoked or lacks a permission: the payment waits until an operator fixes it.
  const isOperators = statusCode === 401 || statusCode === 403;
  if (!statusCode || statusCode === 409 || statusCode === 429 || isOperators)
    return new ProviderUnavailableError(text, { cause: error });
  if (statusCode === 503) return new ProviderUnavailableError(text, { cause: error });
  if (statusCode >= 500) return new ProviderUnsureError(text, { cause: error });
  return new ProviderRefusedError(code || type, text, { cause: error });
}
