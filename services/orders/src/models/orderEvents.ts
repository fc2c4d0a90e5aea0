import { type EventType, type OrderItem, orderData } from '@orderflow/domain';

/** The data of the event that an order's item carries, without the event's own `detail`. */
export function orderEventData(item: OrderItem, type: EventType): object {
  const { payment } = item;
  const data = orderData(item);
  if (type === 'order.reserved.v1') {
    const { orderId, userId, currency, total: amount } = data;
    return { orderId, userId, currency, amount, method: payment?.method };
  }
  if (type === 'order.shipped.v1') {
    const { carrier, trackingCode } = item;
    return { ...data, carrier, ...(trackingCode === undefined ? {} : { trackingCode }) };
  }
  const isNew = type === 'order.created.v1';
  return { ...data, ...(isNew && payment && { payment: { method: payment.method } }) };
}
