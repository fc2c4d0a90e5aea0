import { ApiError, invalid, missing } from './apiError.ts';
import { seconds } from './clock.ts';
import type { Params } from './form.ts';
import type { Intent } from './objects.ts';
import type { State } from './state.ts';
import { type CardAnswer, cardAnswer } from './testMethods.ts';

/**
 * Lifetime of a Visa authorisation that the buyer made. @see
 * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
const AUTHORISED_SECONDS = 7 * 86_400;
const MAX_AMOUNT = 99_999_999;

export function createIntent(params: Params, state: State, now: number): Intent {
  if (params['capture_method'] !== 'manual') {
    throw invalid('Here, capture_method is manual.', { param: 'capture_method' });
  }
  const currency = String(params['currency'] ?? '');
  if (!/^[a-z]{3}$/.test(currency)) {
    throw invalid(`Invalid currency: ${currency}.`, { param: 'currency', code: 'parameter_invalid_empty' });
  }
  const metadata = readMetadata(params['metadata']);
  const place = [...state.intents.values()].filter(
    (one) => one.metadata['orderId'] === metadata['orderId'],
  ).length;
  return state.intent({
    id: state.newId('pi', `${metadata['orderId']}#${place}`),
    amount: readAmount(params['amount'], 'amount'),
    currency,
    created: seconds(now),
    status: 'requires_payment_method',
    metadata,
    paymentMethod: null,
    canceledAt: null,
    cancellationReason: null,
    lastError: null,
    charge: null,
  });
}

/** The current intent: an authorisation that was not captured in time ends by itself. */
export function findIntent(id: string, state: State, now: number): Intent {
  const intent = state.intents.get(id);
  if (!intent) throw missing('payment_intent', id, 'intent');
  const isOver =
    intent.status === 'requires_capture' && intent.charge && intent.charge.captureBefore <= seconds(now);
  return isOver ? cancelled(intent, 'automatic', state, now) : intent;
}

/** @param answer the card's answer, if the card's name does not decide it */
export function confirmIntent(
  intent: Intent,
  params: Params,
  state: State,
  now: number,
  answer?: CardAnswer,
): Intent {
  expectStatus(intent, 'confirm', 'requires_payment_method', 'requires_confirmation');
  const method = params['payment_method'];
  if (typeof method !== 'string') {
    throw invalid('You cannot confirm this PaymentIntent because it is missing a payment method.', {
      code: 'payment_intent_unexpected_state',
    });
  }
  const said = answer ?? cardAnswer(method);
  if (!said) {
    throw new ApiError(400, 'invalid_request_error', `No such PaymentMethod: '${method}'`, {
      code: 'resource_missing',
      param: 'payment_method',
    });
  }
  const tried = { ...intent, paymentMethod: method };
  const isActionError = said.kind === 'action' && params['error_on_requires_action'] === 'true';
  if (said.kind === 'declined' || isActionError) {
    const error = said.kind === 'declined' ? said.error : ACTION_REQUIRED;
    return state.intent({ ...tried, lastError: error, paymentMethod: null });
  }
  if (said.kind === 'action') return state.intent({ ...tried, status: 'requires_action' });
  const at = seconds(now);
  const charge = {
    id: state.newId('ch', intent.id),
    created: at,
    captured: 0,
    captureBefore: at + AUTHORISED_SECONDS,
  };
  return state.intent({ ...tried, status: 'requires_capture', lastError: null, charge });
}

const ACTION_REQUIRED = {
  type: 'card_error' as const,
  code: 'authentication_required',
  decline_code: 'authentication_not_handled',
  message: 'Your card was declined. This transaction requires authentication.',
};

export function captureIntent(intent: Intent, params: Params, state: State): Intent {
  expectStatus(intent, 'capture', 'requires_capture');
  const { charge } = intent;
  if (!charge) throw new Error(`${intent.id} has no charge to capture`);
  const asked = params['amount_to_capture'];
  const captured = asked === undefined ? intent.amount : readAmount(asked, 'amount_to_capture');
  if (captured > intent.amount) {
    throw invalid('The capture is more than was authorised.', { code: 'amount_too_large' });
  }
  return state.intent({ ...intent, status: 'succeeded', charge: { ...charge, captured } });
}

export function cancelIntent(intent: Intent, params: Params, state: State, now: number): Intent {
  expectStatus(
    intent,
    'cancel',
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'requires_capture',
  );
  return cancelled(intent, String(params['cancellation_reason'] ?? '') || null, state, now);
}

const cancelled = (intent: Intent, cancellationReason: string | null, state: State, now: number): Intent =>
  state.intent({ ...intent, status: 'canceled', canceledAt: seconds(now), cancellationReason });

function expectStatus(intent: Intent, verb: string, ...expected: Intent['status'][]): void {
  if (expected.includes(intent.status)) return;
  throw new ApiError(
    400,
    'invalid_request_error',
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    { code: 'payment_intent_unexpected_state', intent: intent.id },
  );
}

export function readAmount(value: Params[string] | undefined, param: string): number {
  const amount = Number(value);
  if (!Number.isInteger(amount) || amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      param,
      code: 'parameter_invalid_integer',
    });
  }
  if (amount > MAX_AMOUNT) {
    throw invalid('Amount must be no more than 999,999.99.', { param, code: 'amount_too_large' });
  }
  return amount;
}

export const readMetadata = (value: Params[string] | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && !Array.isArray(value) ? value : {}).map(([name, one]) => [
      name,
      String(one),
    ]),
  );
