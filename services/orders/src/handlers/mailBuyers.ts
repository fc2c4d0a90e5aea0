import { consumeEvents } from '@orderflow/lambda';
import {
  isImportCompletedEvent,
  isImportFailedEvent,
  isOrderConfirmedEvent,
  isOrderShippedEvent,
  isPaymentRefundedEvent,
} from '@orderflow/validation';
import { type MailEvent, mailBuyers } from '../models/mailBuyers.ts';

export const handler = consumeEvents<MailEvent>(
  {
    'order.confirmed.v1': isOrderConfirmedEvent,
    'order.shipped.v1': isOrderShippedEvent,
    'payment.refunded.v1': isPaymentRefundedEvent,
    'import.completed.v1': isImportCompletedEvent,
    'import.failed.v1': isImportFailedEvent,
  },
  (events) => mailBuyers(events),
);
