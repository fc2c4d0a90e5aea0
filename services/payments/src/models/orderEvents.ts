import { type Context, derivedId, LaterError } from '@orderflow/domain';
import type {
  OrderCancelledEvent,
  OrderRejectedEvent,
  OrderReservedEvent,
  OrderReturnedEvent,
  OrderShippedEvent,
} from '@orderflow/validation';
import type { PaymentsStore } from '../lib/store.ts';
import { endedPayment, newPayment, type PaymentItem } from './payment.ts';
import { changePayment, createPayment } from './payments.ts';
import { toBeCaptured, toBeVoided, withReturn } from './steps.ts';

export type OrderEvent =
  | OrderReservedEvent
  | OrderShippedEvent
  | OrderReturnedEvent
  | OrderCancelledEvent
  | OrderRejectedEvent;

/**
 * Stores what an event of an order means for its payment, before the provider is called. An order on account has no
 * payment, so its events mean nothing here. Events may come twice, late and in any order.
 *
 * @returns the payment, if there is one
 */
export async function intend(
  event: OrderEvent,
  context: Context,
  store: PaymentsStore,
): Promise<PaymentItem | undefined> {
  const { now } = context;
  const change = (orderId: string, rule: (payment: PaymentItem) => PaymentItem) =>
    changePayment(orderId, rule, now, store);
  switch (event.type) {
    case 'order.reserved.v1':
      return createPayment(newPayment(event.data, context), now, store);
    case 'order.shipped.v1':
      return change(event.data.orderId, toBeCaptured);
    case 'order.returned.v1': {
      const { orderId, refund = 0 } = event.data;
      return change(orderId, (payment) => withReturn(payment, returnRefundId(event.id), refund, context));
    }
    case 'order.rejected.v1':
      return event.data.reason === 'PAYMENT_EXPIRED' ? end(event, context, store) : undefined;
    case 'order.cancelled.v1': {
      const { previousStatus } = event.data;
      // Stock was never reserved, so nothing was asked of the provider.
      if (previousStatus === 'PENDING') return undefined;
      // A CONFIRMED order without a payment here was on account.
      if (previousStatus === 'CONFIRMED') return change(event.data.orderId, toBeVoided);
      return end(event, context, store);
    }
  }
}

/**
 * Ends the payment of an order that was reserved. If the event of the reservation comes later, it finds the payment
 * ended.
 */
async function end(
  { data: { orderId, currency, total } }: OrderCancelledEvent | OrderRejectedEvent,
  context: Context,
  store: PaymentsStore,
): Promise<PaymentItem> {
  const changed = await changePayment(orderId, toBeVoided, context.now, store);
  if (changed) return changed;
  await createPayment(endedPayment({ orderId, currency, amount: total }, context), context.now, store);
  // The stored payment may be another one, if the event of the reservation came at the same moment.
  const payment = await changePayment(orderId, toBeVoided, context.now, store);
  if (!payment) throw new LaterError(`the payment of ${orderId} is not there any more`);
  return payment;
}

/** A return has one refund, however often its event comes. */
const returnRefundId = (eventId: string): string => derivedId('return', eventId);
