import { consumeEvents } from '@orderflow/lambda';
import {
  isOrderCancelledEvent,
  isOrderRejectedEvent,
  isOrderReservedEvent,
  isOrderReturnedEvent,
  isOrderShippedEvent,
} from '@orderflow/validation';
import type { OrderEvent } from '../models/orderEvents.ts';
import { payOrders } from '../models/payOrders.ts';

export const handler = consumeEvents<OrderEvent>(
  {
    'order.reserved.v1': isOrderReservedEvent,
    'order.shipped.v1': isOrderShippedEvent,
    'order.returned.v1': isOrderReturnedEvent,
    'order.cancelled.v1': isOrderCancelledEvent,
    'order.rejected.v1': isOrderRejectedEvent,
  },
  (events) => payOrders(events, new Date()),
);
