import { describe, expect, test } from '@jest/globals';
import { span, traceId } from './fixtures.ts';
import { TraceStore } from './traceStore.ts';

describe('the traces that are kept', () => {
  test('are the last ones, and of each as many spans as there is room for', () => {
    const store = new TraceStore({ maxTraces: 2, maxSpans: 2 });
    store.add(['a', 'b'].map((id) => span('1', { traceId: id })));
    store.add([span('2', { traceId: 'a', start: 900 }), span('1', { traceId: 'c' })]);
    expect(['a', 'b', 'c'].map((id) => store.get(id)?.spans.length)).toEqual([2, undefined, 1]);
    expect(store.get('a')?.spans.map(({ spanId }) => spanId)).toEqual(['2', '1']);
    store.add([span('2', { traceId: 'a', name: 'again' }), span('3', { traceId: 'a' })]);
    expect(store.get('a')).toMatchObject({ left: 1, spans: [{ name: '1' }, { name: 'again' }] });
    expect([...store.latest()].map((one) => one.traceId)).toEqual(['a', 'c']);
  });

  test('take no more memory than they may, however much each span says', () => {
    const store = new TraceStore({ maxBytes: 100_000 });
    const large = { attributes: { text: 'x'.repeat(10_000) } };
    for (let n = 0; n < 50; n++) store.add([span('1', { ...large, traceId: `t${n}` })]);
    expect(store.size).toBe(9);
    expect(store.get('t49')).toBeDefined();
    // Adding the same span again takes no more room.
    for (let n = 0; n < 50; n++) store.add([span('1', { ...large, traceId: 't49' })]);
    expect(store.size).toBe(9);
  });

  test('are found by their id, a span`s, or what an attribute says', () => {
    const store = new TraceStore();
    store.add([span('s1', { attributes: { orderId: 'order-1' } }), span('s2', { traceId: 'other' })]);
    for (const text of [traceId, 's1', 'order-1']) expect(store.find(text)).toEqual([traceId]);
    expect(store.find('order')).toEqual([]);
  });
});
