import { consume } from '@orderflow/idempotency';
import { consumeEvents } from '@orderflow/lambda';
import {
  isOrderCancelledEvent,
  isOrderConfirmedEvent,
  isOrderCreatedEvent,
  isOrderRejectedEvent,
} from '@orderflow/validation';
import { orderCounting } from '../models/countOrders.ts';
import type { OrderEvent } from '../models/dailyCounters.ts';
import { measureOrders } from '../models/measureOrders.ts';

export const handler = consumeEvents<OrderEvent>(
  {
    'order.created.v1': isOrderCreatedEvent,
    'order.confirmed.v1': isOrderConfirmedEvent,
    'order.rejected.v1': isOrderRejectedEvent,
    'order.cancelled.v1': isOrderCancelledEvent,
  },
  async (events) => {
    const outcome = await consume(orderCounting(new Date()), events);
    measureOrders(outcome.applied);
    return outcome;
  },
);
