import type { OrderItem } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';
import { orderEventData } from '../models/orderEvents.ts';

export const handler = publishOutbox({
  source: '/orderflow/orders',
  describe: (item, type) => {
    const order = item as unknown as OrderItem;
    return { subject: order.pk, data: orderEventData(order, type) };
  },
});
