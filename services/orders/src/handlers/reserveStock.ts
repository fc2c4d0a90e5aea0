import { consume } from '@orderflow/idempotency';
import { consumeEvents } from '@orderflow/lambda';
import { tracedPlan } from '@orderflow/tracing';
import { isOrderCreatedEvent, type OrderCreatedEvent } from '@orderflow/validation';
import { stockReservation } from '../models/reserveStock.ts';

export const handler = consumeEvents<OrderCreatedEvent>(
  { 'order.created.v1': isOrderCreatedEvent },
  (events) => consume(tracedPlan(stockReservation(new Date())), events),
);
