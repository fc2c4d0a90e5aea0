import type { OrderItem } from '@orderflow/domain';
import { publishOutbox } from '@orderflow/lambda';
import { orderEventData } from '../models/orderEvents.ts';

export const handler = publishOutbox({
  source: '/orderflow/orders',
  describe: (item, type) => {
    const order = item as unknown as OrderItem;
    return {
      subject: order.pk,
      data: orderEventData(order, type),
      // Whose buyer is a customer of somebody else: they get no mail. And imports are many: they go a lane of their own.
      ...('row' in item ? { attributes: { imported: 'true' } } : {}),
    };
  },
});
