import { each, measure, sqs } from '@orderflow/lambda';
import { isPaymentCheck, type PaymentCheck, parse } from '@orderflow/validation';
import { checkPayment } from '../models/checkPayment.ts';

export const handler = sqs<PaymentCheck>({
  read: (body) => parse(isPaymentCheck, JSON.parse(body)),
  correlationId: (check) => check.correlationId,
  handle: each(async ({ value, correlationId, span, log }) => {
    const { stuck, expiring } = await checkPayment(value, { correlationId, now: new Date(), ...span.trace });
    const { orderId, told } = value;
    log.info('payment checked', { orderId, told });
    if (stuck) {
      log.error('payment is stuck', { orderId, stuck });
      measure('Count', { PaymentsStuck: 1 });
    }
    if (expiring) {
      log.warn('authorisation is about to expire', { orderId });
      measure('Count', { AuthorizationsExpiring: 1 });
    }
  }),
});
