import type { OrderItem } from '@orderflow/domain';
import { env, type OutboxOptions } from '@orderflow/lambda';
import { orderEventData } from './orderEvents.ts';

/**
 * The message attribute that says who counts an event. `shard`: sumOrders, which reads the stream. `before`: nobody,
 * because it was counted before. Without the attribute: the consumer of the queue `analytics`, which gets only such
 * events.
 */
export const COUNTED = 'counted';

/** How the events of orders are made. */
export const orderOutbox: OutboxOptions = {
  source: '/orderflow/orders',
  describe: (item, type) => {
    const order = item as unknown as OrderItem;
    return {
      subject: order.pk,
      data: orderEventData(order, type),
      attributes: {
        // The buyer of an imported order is somebody else's customer and gets no mail. And imported orders are many, so
        // they have a lane of their own.
        ...('row' in item ? { imported: 'true' } : {}),
        ...counted(order),
      },
    };
  },
};

/**
 * Decided by the event's own time, so that all readers agree, also while a stage is deployed
 * (docs/deploying.md#counters).
 */
function counted({ event }: Pick<OrderItem, 'event'>): Record<string, string> {
  if (event.counted) return { [COUNTED]: 'before' };
  const from = env('COUNT_FROM');
  return from === 'always' || Date.parse(event.time) >= Date.parse(from) ? { [COUNTED]: 'shard' } : {};
}
