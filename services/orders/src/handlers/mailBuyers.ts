import { consumeEvents } from '@orderflow/lambda';
import { isOrderConfirmedEvent, isOrderShippedEvent, isPaymentRefundedEvent } from '@orderflow/validation';
import type { BuyerEvent } from '../models/buyerMail.ts';
import { mailBuyers } from '../models/mailBuyers.ts';

export const handler = consumeEvents<BuyerEvent>(
  {
    'order.confirmed.v1': isOrderConfirmedEvent,
    'order.shipped.v1': isOrderShippedEvent,
    'payment.refunded.v1': isPaymentRefundedEvent,
  },
  (events) => mailBuyers(events),
);
