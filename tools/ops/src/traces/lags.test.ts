import { expect, test } from '@jest/globals';
import { batch, batchId, order, span, traceId } from './fixtures.ts';
import { lagsOf } from './lags.ts';
import type { Trace, TraceSpan } from './types.ts';

const asTrace = (id: string, spans: TraceSpan[]): Trace => ({ traceId: id, left: 0, spans });
const lags = (...traces: Trace[]) =>
  lagsOf(traces, (id) => traces.find((one) => one.traceId === id)).map(({ hop, by, count, p50, p95 }) => [
    hop,
    by,
    count,
    p50,
    p95,
  ]);

test('each hop of an order: by the type of its event, then by consumer, which began with its batch', () => {
  expect(lags(asTrace(traceId, order), asTrace(batchId, batch))).toEqual([
    // From 1,008 to 1,118 and on to 1,180, where the batch began.
    ['write to publish', 'order.created.v1', 1, 110, 110],
    ['publish to receive', 'reserveStock', 1, 62, 62],
    ['receive to commit', 'reserveStock', 1, 19, 19],
  ]);
});

test('half are as fast as p50, and nineteen of twenty as p95', () => {
  const traces = Array.from({ length: 20 }, (_, n) =>
    asTrace(`t${n}`, [
      span('write', { traceId: `t${n}` }),
      span('send', {
        traceId: `t${n}`,
        kind: 'producer',
        parentSpanId: 'write',
        start: 1_010,
        end: 1_010 + (n + 1) * 100,
        attributes: { 'cloudevents.event_id': `${n}`, 'cloudevents.event_type': 'order.created.v1' },
      }),
    ]),
  );
  expect(lags(...traces)).toEqual([['write to publish', 'order.created.v1', 20, 1_000, 1_900]]);
  const [lag] = lagsOf(traces, () => undefined);
  expect(lag?.histogram).toEqual([0, 0, 1, 2, 7, 10, 0, 0, 0]);
});

test('what follows from a consumer is none of its work', () => {
  const later = [
    span('again', {
      kind: 'consumer',
      name: 'process orders stream',
      parentSpanId: 'reserve',
      start: 5_000,
      end: 5_010,
    }),
    span('later', {
      kind: 'client',
      parentSpanId: 'again',
      start: 5_001,
      end: 5_002,
      attributes: { 'db.operation.name': 'PutItem' },
    }),
  ];
  expect(lags(asTrace(traceId, [...order, ...later]), asTrace(batchId, batch)).at(-1)).toEqual([
    'receive to commit',
    'reserveStock',
    1,
    19,
    19,
  ]);
});

test('a message of our own queues has waited since it was sent, and one without a sender is not counted', () => {
  const attributes = {
    'messaging.destination.name': 'orderflow-local-signup',
  };
  const sent = span('sent', { kind: 'producer' });
  const taken = span('taken', {
    source: 'completeSignup',
    kind: 'consumer',
    parentSpanId: 'sent',
    start: 1_060,
    end: 1_070,
    attributes,
  });
  const lost = span('lost', { kind: 'consumer', start: 1_060, end: 1_070, attributes });
  expect(lags(asTrace(traceId, [sent, taken, lost]))).toEqual([
    ['publish to receive', 'completeSignup', 1, 50, 50],
  ]);
});
