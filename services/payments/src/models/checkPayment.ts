import type { Context } from '@orderflow/domain';
import type { PaymentCheck } from '@orderflow/validation';
import { provider as defaultProvider } from '../lib/connect.ts';
import { store as defaultStore } from '../lib/store.ts';
import { isExpiring } from './due.ts';
import { isNews } from './news.ts';
import type { PaymentItem } from './payment.ts';
import { changePayment, readPayment } from './payments.ts';
import { type Desk, settle } from './settle.ts';

/** The findings of a check that somebody must know. */
export interface Checked {
  /** Why no retry can fix it. */
  stuck?: PaymentItem['stuck'];
  /** True if money is held, but will be released soon. */
  expiring?: boolean;
}

/**
 * Asks the provider for the state of a payment, accepts it, and continues with the next steps. A webhook without news
 * costs no question. Messages that come twice, late or in another order lead to the same result: the provider's own
 * state.
 */
export async function checkPayment(
  { orderId, told }: PaymentCheck,
  context: Context,
  desk: Desk = { provider: defaultProvider, store: defaultStore },
): Promise<Checked> {
  const known = await readPayment(orderId, desk.store);
  // The order is of another stage that shares the provider's account.
  if (!known) return {};
  if (told && !isNews(known, told)) return {};
  // Only checks that were due are counted, to find the time of the next one. Webhooks come at any time.
  const counts = told ? known : await changePayment(orderId, counted, context.now, desk.store);
  const payment = await settle(counts ?? known, desk, context, true);
  return {
    ...(payment.stuck && { stuck: payment.stuck }),
    ...(isExpiring(payment, context.now) && { expiring: true }),
  };
}

const counted = (payment: PaymentItem): PaymentItem => ({ ...payment, checks: (payment.checks ?? 0) + 1 });
