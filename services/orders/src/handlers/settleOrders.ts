import { consumeEvents } from '@orderflow/lambda';
import {
  isPaymentAuthorizedEvent,
  isPaymentCapturedEvent,
  isPaymentDeclinedEvent,
  isPaymentRefundedEvent,
  isPaymentVoidedEvent,
} from '@orderflow/validation';
import { type PaymentEvent, settleOrders } from '../models/settleOrders.ts';

export const handler = consumeEvents<PaymentEvent>(
  {
    'payment.authorized.v1': isPaymentAuthorizedEvent,
    'payment.declined.v1': isPaymentDeclinedEvent,
    'payment.captured.v1': isPaymentCapturedEvent,
    'payment.voided.v1': isPaymentVoidedEvent,
    'payment.refunded.v1': isPaymentRefundedEvent,
  },
  (events) => settleOrders(events, new Date()),
);
