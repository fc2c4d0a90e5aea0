import { describe, expect, test } from '@jest/globals';
import {
  isOrderCancelledEvent,
  isOrderConfirmedEvent,
  isOrderCreatedEvent,
  isOrderRejectedEvent,
  isUserActivatedEvent,
  isUserCreatedEvent,
  parse,
} from '@orderflow/validation';
import { contextOf } from './context.ts';
import { newOrderItem, toOrder } from './order.ts';
import { cloudEvent, type EventType, outboxEvent } from './outbox.ts';
import { newUserItem, toUser } from './user.ts';

const context = { correlationId: 'c-1', now: new Date('2026-11-20T08:00:00Z') };
const order = newOrderItem(
  {
    orderId: 'order-1',
    userId: 'ann',
    currency: 'EUR',
    lines: [{ sku: 'tea', quantity: 3, unitPrice: 250 }],
    note: 'ring twice',
  },
  context,
);
const user = newUserItem('ann', { email: 'ann@example.com', name: 'Ann' }, context);
const { email: _email, name: _name, ...activated } = toUser({ ...user, status: 'ACTIVE' });

const ofOrder = (type: EventType, status: typeof order.status, detail?: Record<string, unknown>) =>
  cloudEvent(
    '/orderflow/orders',
    order.pk,
    outboxEvent(type, order.pk, context, detail),
    toOrder({ ...order, status }),
  );
const ofUser = (type: EventType, data: object) =>
  cloudEvent('/orderflow/users', 'ann', outboxEvent(type, 'ann', context), data);

describe('an event made from an item follows its schema', () => {
  test.each([
    { validator: isOrderCreatedEvent, event: ofOrder('order.created.v1', 'PENDING') },
    { validator: isOrderConfirmedEvent, event: ofOrder('order.confirmed.v1', 'CONFIRMED') },
    {
      validator: isOrderRejectedEvent,
      event: ofOrder('order.rejected.v1', 'REJECTED', { reason: 'OUT_OF_STOCK' }),
    },
    {
      validator: isOrderCancelledEvent,
      event: ofOrder('order.cancelled.v1', 'CANCELLED', { previousStatus: 'CONFIRMED' }),
    },
    { validator: isUserCreatedEvent, event: ofUser('user.created.v1', toUser(user)) },
    { validator: isUserActivatedEvent, event: ofUser('user.activated.v1', activated) },
  ])('$event.type', ({ validator, event }) => {
    expect(parse<unknown>(validator, event)).toBe(event);
  });

  test('and breaks it without the detail that its type asks for', () => {
    expect(isOrderRejectedEvent(ofOrder('order.rejected.v1', 'REJECTED'))).toBe(false);
    expect(isOrderCancelledEvent(ofOrder('order.cancelled.v1', 'CANCELLED'))).toBe(false);
  });
});

describe('an outbox event', () => {
  test('has one id per type and entity', () => {
    const id = (type: EventType, entity: string) => outboxEvent(type, entity, context).id;
    expect(id('order.created.v1', 'order-1')).toBe(id('order.created.v1', 'order-1'));
    expect(id('order.created.v1', 'order-1')).not.toBe(id('order.confirmed.v1', 'order-1'));
    expect(id('order.created.v1', 'order-1')).not.toBe(id('order.created.v1', 'order-2'));
  });

  test('carries the correlation id and the time of what happened into the CloudEvent', () => {
    expect(ofOrder('order.created.v1', 'PENDING')).toMatchObject({
      specversion: '1.0',
      id: order.event.id,
      source: '/orderflow/orders',
      subject: 'order-1',
      time: '2026-11-20T08:00:00.000Z',
      correlationid: 'c-1',
      data: { orderId: 'order-1', userId: 'ann', total: 750 },
    });
  });
});

describe('the trace of a write', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  test('is in its outbox event, and in the CloudEvent as the extension Distributed Tracing has it', () => {
    const traced = outboxEvent('order.created.v1', 'o', { ...context, traceparent, tracestate: 'a=1' });
    expect(traced).toMatchObject({ traceparent, tracestate: 'a=1' });
    const event = cloudEvent('/orderflow/orders', 'o', traced, toOrder(order));
    expect(event).toMatchObject({ traceparent, tracestate: 'a=1' });
    expect(isOrderCreatedEvent(event)).toBe(true);
  });

  test('changes nothing where there is none', () => {
    expect(Object.keys(outboxEvent('order.created.v1', 'o', context))).toEqual([
      'id',
      'type',
      'time',
      'correlationId',
    ]);
  });

  test('goes on from an event into what follows from it', () => {
    const now = context.now;
    const event = { id: 'e-1', correlationid: 'c-1', traceparent, data: {} };
    expect(contextOf(event, now)).toEqual({ correlationId: 'c-1', now, traceparent });
    expect(contextOf({ id: 'e-1' }, now)).toEqual({ correlationId: 'e-1', now });
  });
});
