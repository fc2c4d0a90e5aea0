import { tableShard } from '@orderflow/lambda';
import {
  isOrderCancelledEvent,
  isOrderConfirmedEvent,
  isOrderCreatedEvent,
  isOrderRejectedEvent,
} from '@orderflow/validation';
import type { OrderChange } from '../models/dailyCounters.ts';
import { COUNTED, orderOutbox } from '../models/orderOutbox.ts';
import { sumOrders } from '../models/sumOrders.ts';

export const handler = tableShard<OrderChange>({
  ...orderOutbox,
  validators: {
    'order.created.v1': isOrderCreatedEvent,
    'order.confirmed.v1': isOrderConfirmedEvent,
    'order.rejected.v1': isOrderRejectedEvent,
    'order.cancelled.v1': isOrderCancelledEvent,
  },
  wants: ({ [COUNTED]: by }) => by === 'shard',
  handle: (shard, events) => sumOrders(shard, events),
});
