import { expect, test } from '@jest/globals';
import { newOrderItem, type OrderItem, outboxEvent, repeatedSkus } from '@orderflow/domain';
import { userIds } from '@orderflow/domain/testing';
import { publishedBy } from '@orderflow/lambda/testing';
import {
  type CreateOrder,
  isCalendarDate,
  isOrderCancelledEvent,
  isOrderConfirmedEvent,
  isOrderCreatedEvent,
  isOrderDeliveredEvent,
  isOrderRejectedEvent,
  isOrderReservedEvent,
  isOrderReturnedEvent,
  isOrderShippedEvent,
  utcTime,
} from '@orderflow/validation';
import { documents } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { handler } from '../src/handlers/publishEvents.ts';
import { countByDay, type OrderEvent } from '../src/models/dailyCounters.ts';

process.env['COUNT_FROM'] = 'always';
const context = { correlationId: 'c-1', now: new Date('2026-11-29T08:00:00Z') };
/** The validators of the events that are counted, and of all events. */
const counted = [isOrderCreatedEvent, isOrderConfirmedEvent, isOrderRejectedEvent, isOrderCancelledEvent];
const consumers = [
  ...counted,
  isOrderReservedEvent,
  isOrderShippedEvent,
  isOrderDeliveredEvent,
  isOrderReturnedEvent,
];

const payment = {
  method: 'pm_card_visa',
  status: 'PENDING',
  captured: 0,
  refunded: 0,
  version: 0,
} as const;

/** What was ordered, at the prices that were named. */
const priced = ({ lines }: CreateOrder) =>
  lines.map(({ unitPrice = 0, ...line }) => ({ ...line, unitPrice }));

/** The items of an order in each of its states. */
function lifeOf(item: OrderItem): OrderItem[] {
  const { pk } = item;
  return [
    item,
    { ...item, status: 'CONFIRMED', event: outboxEvent('order.confirmed.v1', pk, context) },
    {
      ...item,
      status: 'REJECTED',
      event: outboxEvent('order.rejected.v1', pk, context, { reason: 'OUT_OF_STOCK' }),
    },
    {
      ...item,
      status: 'CANCELLED',
      event: outboxEvent('order.cancelled.v1', pk, context, { previousStatus: 'CONFIRMED' }),
    },
    {
      ...item,
      payment: { ...payment, ...item.payment },
      status: 'RESERVED',
      event: outboxEvent('order.reserved.v1', pk, context),
    },
    {
      ...item,
      status: 'SHIPPED',
      carrier: 'Post',
      event: outboxEvent('order.shipped.v1', pk, context),
    },
    { ...item, status: 'DELIVERED', event: outboxEvent('order.delivered.v1', pk, context) },
    { ...item, status: 'RETURNED', event: outboxEvent('order.returned.v1', pk, context, { refund: 1 }) },
  ];
}

test('whatever order is placed or imported, every consumer can read and count it', async () => {
  const bodies = (await documents('CreateOrder')) as fc.Arbitrary<CreateOrder>;
  const orderIds = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/).filter((id) => !/^\.{1,2}$/.test(id));
  const times = fc
    .constantFrom(undefined, '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999Z', '2026-02-28T23:59:59-12:00')
    .map((time) => (time === undefined ? undefined : utcTime(time)));
  const buckets = fc.constantFrom(undefined, 'A' as const, 'B' as const);
  await fc.assert(
    fc.asyncProperty(
      orderIds,
      userIds,
      bodies,
      times,
      buckets,
      async (orderId, userId, body, createdAt, bucket) => {
        fc.pre(repeatedSkus(body.lines).length === 0);
        const item = newOrderItem(
          { orderId, userId, ...body, lines: priced(body), ...(createdAt && { createdAt }), bucket },
          context,
        );
        const events = await publishedBy(handler, lifeOf(item));
        for (const [index, isEvent] of consumers.entries()) {
          expect([isEvent(events[index]), isEvent.errors]).toEqual([true, null]);
        }
        const days = [...countByDay(events.slice(0, counted.length) as unknown as OrderEvent[]).keys()];
        expect(days.map(isCalendarDate)).toEqual([true]);
      },
    ),
  );
});
