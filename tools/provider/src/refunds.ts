import { invalid } from './apiError.ts';
import { seconds } from './clock.ts';
import type { Params } from './form.ts';
import { readAmount, readMetadata } from './intents.ts';
import { type Intent, type Refund, refundedOf } from './objects.ts';
import type { State } from './state.ts';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'];

/** Refunds what was captured, or a part: never more than is left. */
export function createRefund(intent: Intent, params: Params, state: State, now: number): Refund {
  const captured = intent.charge?.captured ?? 0;
  const left = captured - refundedOf(intent, state.refundsOf(intent.id));
  if (captured === 0) {
    throw invalid('This PaymentIntent does not have a successful charge to refund.', {
      param: 'payment_intent',
    });
  }
  if (left === 0) {
    throw invalid(`Charge ${intent.charge?.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  const amount = params['amount'] === undefined ? left : readAmount(params['amount'], 'amount');
  if (amount > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  const reason = params['reason'] === undefined ? null : String(params['reason']);
  if (reason !== null && !REASONS.includes(reason)) {
    throw invalid(`Invalid reason: must be one of ${REASONS.join(', ')}`, { param: 'reason' });
  }
  const refund: Refund = {
    id: state.newId('re', `${intent.id}#${state.refundsOf(intent.id).length}`),
    intent: intent.id,
    amount,
    currency: intent.currency,
    created: seconds(now),
    status: 'succeeded',
    reason,
    metadata: readMetadata(params['metadata']),
  };
  state.change({ kind: 'refund', value: refund });
  return refund;
}
