import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batch, batchId, order, span, traceId } from './fixtures.ts';
import { printTrace } from './printTrace.ts';
import { pictureOf, summaryOf } from './tracePicture.ts';
import { treesOf, within } from './traceTree.ts';
import type { Trace, TraceSpan } from './types.ts';

const trace: Trace = { traceId, left: 3, spans: order };
const traces = new Map([trace, { traceId: batchId, left: 0, spans: batch }].map((one) => [one.traceId, one]));
const lookup = (id: string) => traces.get(id);

describe('the picture of a trace', () => {
  test('says what followed from what, how long it took and had waited, also in a batch with others', () => {
    const lines = [
      `trace ${traceId}  210 ms`,
      'POST /orders  placeOrder  +0.0 ms  12 ms',
      '├ PutItem orders  orders  +2.0 ms  6.0 ms',
      '├ process orders stream  publishEvents  +108 ms  12 ms  waited 96 ms',
      '│ └ send events  publishEvents  +109 ms  9.0 ms',
      '└ process inventory  reserveStock  +182 ms  18 ms  waited 170 ms  failed: LaterError',
      '  └ process inventory  reserveStock (batch)  +180 ms  30 ms',
      '    └ Transact?WriteItems  orders (batch)  +185 ms  14 ms',
      'and 3 spans more',
    ];
    const printed = printTrace(pictureOf(trace, lookup));
    expect(printed.split('\n').map((line) => line.replace(/(\S) {3,}/, '$1  '))).toEqual([...lines, '']);
  });

  test('leads to what it does not draw: a first life, the other messages of a batch', () => {
    const first = { traceId: 'f'.repeat(32), spanId: 'first' };
    const again: Trace = { traceId, left: 0, spans: [span('again', { name: 'process', links: [first] })] };
    const drawn = (change: Partial<TraceSpan>) => {
      const other = span('first', { name: 'process', ...change, traceId: first.traceId });
      const trees = { traceId: first.traceId, left: 0, spans: [other] };
      return pictureOf(again, (id) => (id === first.traceId ? trees : undefined)).rows;
    };
    // A link to the same work at the same time is the batch. A link to work that was over before, or to other work,
    // is not.
    expect(drawn({})).toMatchObject([{ links: [] }, { isBatch: true }]);
    expect(drawn({ start: 10, end: 20 })).toMatchObject([{ spanId: 'again', links: [first] }]);
    expect(drawn({ name: 'POST /orders' })).toMatchObject([{ spanId: 'again', links: [first] }]);
    const ofBatch = pictureOf(lookup(batchId) as Trace, lookup);
    expect(ofBatch.rows.map(({ spanId }) => spanId)).toEqual(['batch', 'write']);
    expect(ofBatch.rows[0]?.links).toHaveLength(2);
  });

  test('of a large one is about what was looked for', () => {
    const rows = Array.from({ length: 200 }, (_, n) => [
      span(`row-${n}`, { parentSpanId: 'root', attributes: { 'cloudevents.event_subject': `order-${n}` } }),
      span(`below-${n}`, { parentSpanId: `row-${n}` }),
    ]);
    const large: Trace = { traceId, left: 0, spans: [span('root'), ...rows.flat()] };
    const about = (text: string) =>
      pictureOf(large, lookup, text).rows.map(({ spanId, depth }) => `${depth} ${spanId}`);
    expect(about('order-77')).toEqual(['0 root', '1 row-77', '2 below-77']);
    expect(pictureOf(large, lookup, 'order-77').left).toBe(398);
    expect(about('nobody')).toHaveLength(401);
  });

  test('has an end, however many spans there are', () => {
    const spans = Array.from({ length: 2_000 }, (_, n) => span(`${n}`, { parentSpanId: `${n - 1}` }));
    const { rows, left } = pictureOf({ traceId, left: 5, spans }, lookup);
    expect([rows.length, left]).toEqual([500, 1_505]);
  });

  test('in short says where it began and what failed', () => {
    expect(summaryOf(trace)).toMatchObject({
      name: 'POST /orders',
      ms: 200,
      spans: 8,
      failed: ['process inventory'],
    });
  });

  test('has every span once, whoever claims to be below whom or to link to whom', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const link = fc.record({ traceId: fc.constantFrom(traceId, batchId), spanId: ids });
    const one = fc.record({ spanId: ids, parentSpanId: ids, links: fc.array(link, { maxLength: 3 }) });
    const spans = fc.uniqueArray(one, { selector: ({ spanId }) => spanId });
    fc.assert(
      fc.property(spans, spans, (made, others) => {
        const ours = { traceId, left: 0, spans: made.map((some) => span(some.spanId, some)) };
        const theirs = {
          traceId: batchId,
          left: 0,
          spans: others.map((some) => span(some.spanId, { ...some, traceId: batchId })),
        };
        const known = (id: string) => (id === batchId ? theirs : ours);
        const nodes = [...within(...treesOf(ours, known))];
        const own = nodes.filter(({ isBatch }) => !isBatch).map((node) => node.span.spanId);
        expect(own.sort()).toEqual(made.map(({ spanId }) => spanId).sort());
      }),
    );
  });
});
