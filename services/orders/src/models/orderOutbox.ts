import type { OrderItem } from '@orderflow/domain';
import { env, type OutboxOptions } from '@orderflow/lambda';
import { orderEventData } from './orderEvents.ts';

/**
 * Who counts an event: `shard`, whoever reads the stream (sumOrders); `before`, nobody any more. Without it, the consumer of
 * the queue `analytics` does, which gets none of the others.
 */
export const COUNTED = 'counted';

/** What the events of orders say. */
export const orderOutbox: OutboxOptions = {
  source: '/orderflow/orders',
  describe: (item, type) => {
    const order = item as unknown as OrderItem;
    return {
      subject: order.pk,
      data: orderEventData(order, type),
      attributes: {
        // Whose buyer is a customer of somebody else: they get no mail. And imports are many: they go a lane of their own.
        ...('row' in item ? { imported: 'true' } : {}),
        ...counted(order),
      },
    };
  },
};

/** By the event's own time, so that all who read it agree, also while a stage is deployed (docs/deploying.md#counters). */
function counted({ event }: Pick<OrderItem, 'event'>): Record<string, string> {
  if (event.counted) return { [COUNTED]: 'before' };
  const from = env('COUNT_FROM');
  return from === 'always' || Date.parse(event.time) >= Date.parse(from) ? { [COUNTED]: 'shard' } : {};
}
