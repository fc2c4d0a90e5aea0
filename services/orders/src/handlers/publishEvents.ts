import { type OrderItem, toOrder } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';

export const handler = publishOutbox({
  source: '/orderflow/orders',
  describe: (item) => {
    const { bucket, ...order } = item as unknown as OrderItem;
    // Free text stays with the order: nobody who hears of it needs it, and what was sent cannot be taken back.
    const { note: _, ...data } = toOrder(order);
    return { subject: order.pk, data: { ...data, ...(bucket && { bucket }) } };
  },
});
