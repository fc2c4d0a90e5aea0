import { expect, test } from '@jest/globals';
import { recorderOf } from '@orderflow/tracing';
import { traceSink, tracesAt, withTraces } from './traces.ts';

test('an order is sampled by the share, a batch as soon as one of its messages is', () => {
  expect(tracesAt(0, 100, [1, 2])).toBe(0);
  expect(tracesAt(1, 100, [1, 2])).toBe(102);
  expect(tracesAt(0.5, 100, [1, 2])).toBeCloseTo(50 + 0.5 + 0.75);
});

test('what tracing adds is what a sampled order uses more, and the traces', () => {
  const usage = withTraces(0.5, 10, { 'Lambda GB-seconds': 1 }, { 'Lambda GB-seconds': 3 }, []);
  expect(usage['Lambda GB-seconds']).toBe(2);
  expect(usage['X-Ray traces']).toBe(0.5);
});

test('batches are told from requests, and from a message that came alone', async () => {
  const { environment, batches, stop } = await traceSink();
  const { invocation, span } = recorderOf(environment);
  const other = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
  await invocation('POST /orders', { kind: 2 }, () => span('PutItem', {}, async () => undefined));
  const batch = { kind: 5 as const, parent: {}, attributes: { 'messaging.batch.message_count': 7 } };
  await invocation('process inventory', { ...batch, links: [other] }, async () => undefined);
  await invocation('process alone', { kind: 5, parent: other }, async () => undefined);
  while (batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  stop();
  expect(batches).toEqual([7]);
});
