import type { TraceSpan } from './types.ts';

export const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
export const batchId = 'b'.repeat(32);

/** A span of ten milliseconds, a second after the epoch. */
export const span = (spanId: string, change: Partial<TraceSpan> = {}): TraceSpan => ({
  traceId,
  spanId,
  source: 'orders',
  name: spanId,
  kind: 'internal',
  start: 1_000,
  end: 1_010,
  attributes: {},
  links: [],
  ...change,
});

const event = (of: string) => ({
  'cloudevents.event_id': of,
  'cloudevents.event_type': 'order.created.v1',
  'cloudevents.event_subject': 'order-1',
});
const queue = {
  'messaging.system': 'aws_sqs',
  'messaging.destination.name': 'orderflow-local-inventory',
};

/** An order from the request to its consumer, which handled it in a batch with another one. */
export const order: TraceSpan[] = [
  span('post', {
    name: 'POST /orders',
    kind: 'server',
    source: 'orderflow-orders-local-placeOrder',
    parentSpanId: 'browser',
    end: 1_012,
    attributes: { 'orderflow.correlation_id': 'c-1', 'faas.name': 'orderflow-orders-local-placeOrder' },
  }),
  span('put', {
    name: 'PutItem orderflow-local-orders',
    kind: 'client',
    parentSpanId: 'post',
    start: 1_002,
    end: 1_008,
    attributes: { 'db.operation.name': 'PutItem' },
  }),
  span('publish', {
    name: 'process orders stream',
    kind: 'consumer',
    source: 'orderflow-orders-local-publishEvents',
    parentSpanId: 'post',
    start: 1_108,
    end: 1_120,
    attributes: event('event-1'),
  }),
  span('send', {
    name: 'send events',
    kind: 'producer',
    source: 'orderflow-orders-local-publishEvents',
    parentSpanId: 'publish',
    start: 1_109,
    end: 1_118,
    attributes: { 'rpc.system': 'aws-api' },
  }),
  span('reserve', {
    name: 'process inventory',
    kind: 'consumer',
    source: 'orderflow-orders-local-reserveStock',
    parentSpanId: 'post',
    start: 1_182,
    end: 1_200,
    error: 'LaterError',
    attributes: { ...event('event-1'), ...queue, 'faas.name': 'orderflow-orders-local-reserveStock' },
    links: [{ traceId: batchId, spanId: 'batch' }],
  }),
];

/** The batch in which that consumer handled both. */
export const batch: TraceSpan[] = [
  span('batch', {
    traceId: batchId,
    name: 'process inventory',
    kind: 'consumer',
    source: 'orderflow-orders-local-reserveStock',
    start: 1_180,
    end: 1_210,
    attributes: { ...queue, 'messaging.batch.message_count': '2' },
    links: [
      { traceId, spanId: 'post' },
      { traceId: 'a'.repeat(32), spanId: 'other' },
    ],
  }),
  span('write', {
    traceId: batchId,
    name: 'Transact\nWriteItems',
    kind: 'client',
    parentSpanId: 'batch',
    start: 1_185,
    end: 1_199,
    attributes: { 'db.operation.name': 'TransactWriteItems' },
  }),
];
