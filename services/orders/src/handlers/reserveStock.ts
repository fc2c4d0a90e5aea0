import { consume } from '@orderflow/idempotency';
import { consumeEvents } from '@orderflow/lambda';
import { tracedPlan } from '@orderflow/tracing';
import { isOrderCreatedEvent, type OrderCreatedEvent } from '@orderflow/validation';
import { measureDecisions } from '../models/measureDecisions.ts';
import { stockReservation } from '../models/reserveStock.ts';

/** Decides orders, for both lanes. @param measureLag observes the events that were applied now */
export const decideOrders = (measureLag: (events: OrderCreatedEvent[]) => void) =>
  consumeEvents<OrderCreatedEvent>({ 'order.created.v1': isOrderCreatedEvent }, async (events) => {
    const outcome = await consume(tracedPlan(stockReservation(new Date())), events);
    measureLag(outcome.applied);
    return outcome;
  });

export const handler = decideOrders((events) => measureDecisions(events, new Date()));
