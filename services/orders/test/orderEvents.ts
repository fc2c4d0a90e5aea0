import { randomUUID } from 'node:crypto';
import { cloudEvent, type NewOrder, newOrderItem, type Order, outboxEvent, toOrder } from '@orderflow/domain';
import type { OrderCreatedEvent } from '@orderflow/validation';
import type { OrderEvent } from '../src/models/dailyCounters.ts';
import { orderEventData } from '../src/models/orderEvents.ts';
import type { PaymentEvent } from '../src/models/settleOrders.ts';

type Happening = 'created' | 'confirmed' | 'rejected' | 'cancelled';

export const context = { correlationId: 'c-test', now: new Date('2026-11-20T08:00:00Z') };

/** A new order with an id of its own: one unit of tea for 2.50 EUR, unless it says otherwise. */
export const newOrder = (change: Partial<NewOrder> = {}): NewOrder => ({
  orderId: randomUUID(),
  userId: 'ann',
  currency: 'EUR',
  lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
  ...change,
});

/** The event that announces an order. */
export function createdEvent(order: NewOrder): OrderCreatedEvent {
  const item = newOrderItem(order, context);
  const data = orderEventData(item, 'order.created.v1');
  return cloudEvent('/orderflow/orders', item.pk, item.event, data) as unknown as OrderCreatedEvent;
}

type PaymentHappening = 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';

/** What happened to the payment of an order. */
export function paymentEvent(
  happening: PaymentHappening,
  orderId: string,
  version: number,
  change: Partial<PaymentEvent['data']> = {},
): PaymentEvent {
  const event = outboxEvent(`payment.${happening}.v1`, `${orderId}#${version}`, context);
  const data = {
    orderId,
    currency: 'EUR',
    status: happening.toUpperCase(),
    version,
    amount: 300,
    captured: 0,
    refunded: 0,
    ...change,
  };
  return cloudEvent('/orderflow/payments', orderId, event, data) as unknown as PaymentEvent;
}

/** What happens to one order, in turn, as events. */
export function orderEvents(
  happenings: Happening[],
  change: Partial<Order & Pick<NewOrder, 'bucket'>> = {},
): OrderEvent[] {
  const order = { ...toOrder(newOrderItem(newOrder(), context)), ...change };
  return happenings.map((happening, index) => {
    const previousStatus = happenings[index - 1] === 'confirmed' ? 'CONFIRMED' : 'PENDING';
    const detail =
      happening === 'cancelled'
        ? { previousStatus }
        : happening === 'rejected'
          ? { reason: 'OUT_OF_STOCK' }
          : {};
    const event = outboxEvent(`order.${happening}.v1`, order.orderId, context, detail);
    return cloudEvent('/orderflow/orders', order.orderId, event, order) as unknown as OrderEvent;
  });
}
