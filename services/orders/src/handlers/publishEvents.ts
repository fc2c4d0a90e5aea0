import { type OrderItem, toOrder } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';

export const handler = publishOutbox({
  source: '/orderflow/orders',
  describe: (item) => {
    const { bucket, ...order } = item as unknown as OrderItem;
    return { subject: order.pk, data: { ...toOrder(order), ...(bucket && { bucket }) } };
  },
});
