import type { Context } from '@orderflow/domain';
import type { PaymentCheck } from '@orderflow/validation';
import { provider as defaultProvider } from '../lib/connect.ts';
import { store as defaultStore } from '../lib/store.ts';
import { isExpiring } from './due.ts';
import { isNews } from './news.ts';
import type { PaymentItem } from './payment.ts';
import { changePayment, readPayment } from './payments.ts';
import { type Desk, settle } from './settle.ts';

/** What somebody has to be told of a payment that was looked at. */
export interface Checked {
  /** Why no repeat puts it right. */
  stuck?: PaymentItem['stuck'];
  /** Money is held, and soon will not be. */
  expiring?: boolean;
}

/**
 * Asks the provider what became of a payment, takes its word, and goes on with what is to be done. A webhook that tells
 * nothing new costs no question. What comes twice, late or in another order ends in the same: the provider's own state.
 */
export async function checkPayment(
  { orderId, told }: PaymentCheck,
  context: Context,
  desk: Desk = { provider: defaultProvider, store: defaultStore },
): Promise<Checked> {
  const known = await readPayment(orderId, desk.store);
  // Somebody else's order, of another stage that shares the provider's account.
  if (!known) return {};
  if (told && !isNews(known, told)) return {};
  // Webhooks come as they come; only a look that was due is counted, for the time of the next.
  const counts = told ? known : await changePayment(orderId, counted, context.now, desk.store);
  const payment = await settle(counts ?? known, desk, context, true);
  return {
    ...(payment.stuck && { stuck: payment.stuck }),
    ...(isExpiring(payment, context.now) && { expiring: true }),
  };
}

const counted = (payment: PaymentItem): PaymentItem => ({ ...payment, checks: (payment.checks ?? 0) + 1 });
