import type { OrderEvent } from '../src/models/orderEvents.ts';

const createdAt = '2026-11-29T08:00:00.000Z';

/** Events as the orders publish them. */
export const orderEvents = (orderId: string, amount = 700, method = 'pm_card_visa') => {
  const order = {
    orderId,
    userId: 'ann',
    currency: 'EUR' as const,
    lines: [{ sku: 'tea', quantity: 1, unitPrice: amount }],
    total: amount,
    createdAt,
  };
  const event = <T extends OrderEvent['type']>(type: T, data: object) =>
    ({
      specversion: '1.0',
      id: `${type}-${orderId}`,
      source: '/orderflow/orders',
      type,
      subject: orderId,
      time: createdAt,
      correlationid: `c-${orderId}`,
      data,
    }) as unknown as Extract<OrderEvent, { type: T }>;
  return {
    reserved: event('order.reserved.v1', { orderId, userId: 'ann', currency: 'EUR', amount, method }),
    shipped: event('order.shipped.v1', { ...order, status: 'SHIPPED', carrier: 'DHL' }),
    returned: (refund?: number) =>
      event('order.returned.v1', { ...order, status: 'RETURNED', ...(refund && { refund }) }),
    cancelled: (previousStatus: string) =>
      event('order.cancelled.v1', { ...order, status: 'CANCELLED', previousStatus }),
    rejected: (reason: string) => event('order.rejected.v1', { ...order, status: 'REJECTED', reason }),
  };
};
