import { describe, expect, test } from '@jest/globals';
import {
  isOrderCreatedEvent,
  isOrderRejectedEvent,
  type OrderCreatedEvent,
  type OrderRejectedEvent,
} from '@orderflow/validation';
import { captureLog } from '../test/captureLog.ts';
import { sqsEvent } from '../test/sqsEvent.ts';
import { consumeEvents } from './events.ts';

type OrderEvent = OrderCreatedEvent | OrderRejectedEvent;

const logged = captureLog();
const created = (orderId: string, change: object = {}) => ({
  specversion: '1.0',
  id: `event-${orderId}`,
  source: '/orderflow/orders',
  type: 'order.created.v1',
  time: '2026-11-20T08:00:00.000Z',
  correlationid: `c-${orderId}`,
  data: {
    orderId,
    userId: 'ann',
    status: 'PENDING',
    currency: 'EUR',
    lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
    total: 250,
    createdAt: '2026-11-20T08:00:00.000Z',
  },
  ...change,
});

/** Consumes these events. The sets name order ids that `apply` reports as duplicates or failed; it applies the others. */
async function consumed(bodies: unknown[], duplicates = new Set<string>(), failing = new Set<string>()) {
  const given: string[][] = [];
  const handler = consumeEvents<OrderEvent>(
    { 'order.created.v1': isOrderCreatedEvent, 'order.rejected.v1': isOrderRejectedEvent },
    async (events) => {
      given.push(events.map(({ data }) => data.orderId));
      const among = (ids: Set<string>) => events.filter(({ data }) => ids.has(data.orderId));
      return {
        applied: events.filter(({ data }) => !duplicates.has(data.orderId) && !failing.has(data.orderId)),
        duplicates: among(duplicates),
        failed: among(failing).map((event) => ({ event, error: new Error('no') })),
      };
    },
  );
  const event = sqsEvent(...bodies.map((body) => (typeof body === 'string' ? body : JSON.stringify(body))));
  const { batchItemFailures } = await handler(event);
  return { given, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a consumer of events', () => {
  test('applies the events of a batch together', async () => {
    const { given, failed } = await consumed([created('1'), created('2')]);
    expect(given).toEqual([['1', '2']]);
    expect(failed).toEqual([]);
  });

  test('fails alone what is not an event of its types, or breaks the schema of its type', async () => {
    const { given, failed } = await consumed([
      created('1'),
      'not JSON',
      'null',
      '[]',
      created('4', { type: 'order.confirmed.v1' }),
      created('5', { type: 'toString' }),
      created('6', { type: 'order.rejected.v1' }),
      created('7', { data: { orderId: '7' } }),
      created('8'),
    ]);
    expect(given).toEqual([['1', '8']]);
    expect(failed).toEqual([1, 2, 3, 4, 5, 6, 7].map((index) => `message-${index}`));
  });

  test('validates an event by its own type', async () => {
    const { data } = created('1');
    const rejected = { type: 'order.rejected.v1', data: { ...data, reason: 'OUT_OF_STOCK' } };
    expect((await consumed([created('1', rejected)])).failed).toEqual([]);
  });

  test('reports what could not be applied', async () => {
    const { failed } = await consumed(
      [created('1'), created('2'), created('3')],
      new Set(['1']),
      new Set(['2']),
    );
    expect(failed).toEqual(['message-1']);
  });

  test('logs what became of each event, with its correlation id', async () => {
    await consumed([created('1'), created('2')], new Set(['2']));
    expect(logged()).toEqual([
      expect.objectContaining({ message: 'event applied', eventId: 'event-1', correlationId: 'c-1' }),
      expect.objectContaining({
        message: 'event was applied before',
        eventId: 'event-2',
        correlationId: 'c-2',
      }),
    ]);
  });

  test('is a span of its own in the trace of each event, which what follows from it goes on from', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const handed: OrderCreatedEvent[] = [];
    const handler = consumeEvents<OrderCreatedEvent>(
      { 'order.created.v1': isOrderCreatedEvent },
      async (events) => {
        handed.push(...events);
        return { applied: events, duplicates: [], failed: [] };
      },
    );
    const traced = created('1', { traceparent, tracestate: 'vendor=1' });
    await handler(sqsEvent(JSON.stringify(traced), JSON.stringify(created('2', { traceparent: 'none' }))));
    expect(handed[0]).toEqual({
      ...traced,
      traceparent: expect.stringMatching(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
    });
    expect(handed[1]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/);
    expect(logged()).toMatchObject(
      handed.map((event) => ({
        traceId: event.traceparent?.slice(3, 35),
        spanId: event.traceparent?.slice(36, 52),
      })),
    );
  });

  test('gives an event without a correlation id one, for its log and for what follows from it', async () => {
    const handed: (string | undefined)[] = [];
    const handler = consumeEvents<OrderCreatedEvent>(
      { 'order.created.v1': isOrderCreatedEvent },
      async (events) => {
        handed.push(...events.map(({ correlationid }) => correlationid));
        return { applied: events, duplicates: [], failed: [] };
      },
    );
    const { correlationid: _, ...event } = created('1');
    await handler(sqsEvent(JSON.stringify(event), JSON.stringify({ ...event, id: 'line\nend' })));
    expect(handed).toEqual(['event-1', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(logged().map(({ correlationId }) => correlationId)).toEqual(handed);
  });
});
