import { publishOutbox } from '@orderflow/lambda';
import type { PaymentItem } from '../models/payment.ts';

export const handler = publishOutbox({
  source: '/orderflow/payments',
  describe: (item) => {
    const { pk, currency, status, version, amount, captured, refunded } = item as unknown as PaymentItem;
    return { subject: pk, data: { orderId: pk, currency, status, version, amount, captured, refunded } };
  },
});
