import { consume } from '@orderflow/idempotency';
import { consumeEvents } from '@orderflow/lambda';
import { tracedPlan } from '@orderflow/tracing';
import {
  isImportCompletedEvent,
  isOrderCancelledEvent,
  isOrderConfirmedEvent,
  isOrderCreatedEvent,
  isOrderRejectedEvent,
  isPaymentCapturedEvent,
  isPaymentRefundedEvent,
} from '@orderflow/validation';
import { type ImportEvent, importCounting } from '../models/countImports.ts';
import { orderCounting } from '../models/countOrders.ts';
import type { OrderEvent } from '../models/dailyCounters.ts';
import { measureOrders } from '../models/measureOrders.ts';
import { COUNTED } from '../models/orderOutbox.ts';

const count = consumeEvents<OrderEvent | ImportEvent>(
  {
    'order.created.v1': isOrderCreatedEvent,
    'order.confirmed.v1': isOrderConfirmedEvent,
    'order.rejected.v1': isOrderRejectedEvent,
    'order.cancelled.v1': isOrderCancelledEvent,
    'payment.captured.v1': isPaymentCapturedEvent,
    'payment.refunded.v1': isPaymentRefundedEvent,
    'import.completed.v1': isImportCompletedEvent,
  },
  async (events) => {
    const now = new Date();
    const orders = await consume(
      tracedPlan(orderCounting(now)),
      events.filter((event) => !isImport(event)),
    );
    measureOrders(orders.applied);
    const imports = await consume(tracedPlan(importCounting(now)), events.filter(isImport));
    return {
      applied: [...orders.applied, ...imports.applied],
      duplicates: [...orders.duplicates, ...imports.duplicates],
      failed: [...orders.failed, ...imports.failed],
    };
  },
);

const isImport = (event: OrderEvent | ImportEvent): event is ImportEvent =>
  event.type === 'import.completed.v1';

/**
 * Counts what sumOrders does not: events of payments and imports, and order events that sumOrders could not count or
 * that are older than it. The subscription's filter keeps the others away, but right after its deployment SNS may not
 * apply it yet.
 */
export const handler: typeof count = ({ Records }, lambda) =>
  count({ Records: Records.filter(({ messageAttributes }) => !messageAttributes?.[COUNTED]) }, lambda);
