import { measure, scheduled } from '@orderflow/lambda';
import { sendChecks } from '../lib/checksQueue.ts';
import { store } from '../lib/store.ts';
import { findUnsettled } from '../models/findUnsettled.ts';

/** Each payment is checked by its own message, so that a failure holds up no other payment. */
export const handler = scheduled(async ({ time, correlationId, trace, log }) => {
  const orders = await findUnsettled(time, store);
  await sendChecks(orders.map((orderId) => ({ orderId, correlationId, ...trace })));
  if (orders.length > 0) {
    log.info('payments are due', { orders: orders.slice(0, 20) });
    measure('Count', { PaymentsDue: orders.length });
  }
  return { due: orders.length };
});
