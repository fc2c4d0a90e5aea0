import { type OrderItem, toOrder } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';

export const handler = publishOutbox({
  source: '/orderflow/orders',
  describe: (item) => {
    const order = toOrder(item as unknown as OrderItem);
    return { subject: order.orderId, data: order };
  },
});
