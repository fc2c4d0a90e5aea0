import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { recorderOf, SpanKind } from '@orderflow/tracing';
import fc from 'fast-check';
import { otlpIn } from './datagram.ts';
import { readOtlp } from './readOtlp.ts';
import { TraceStore } from './traceStore.ts';
import { printTrace, treesOf } from './traceTree.ts';
import type { TraceSpan } from './types.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const lambda = { OTEL_TRACES_SAMPLER_ARG: '1', OTEL_SERVICE_NAME: 'orders' };

/** An invocation with a call in it that fails. */
const invoke = async (environment: object) => {
  const { invocation, span } = recorderOf({ ...lambda, ...environment });
  const parent = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  const attributes = { 'http.route': '/orders', orderId: 'order-1' };
  await invocation('POST /orders', { kind: SpanKind.SERVER, parent, attributes, links: [parent] }, () =>
    span('PutItem orders', { kind: SpanKind.CLIENT }, async (it) => it.fail('TimeoutError')),
  );
};

const seen = [
  { traceId, name: 'PutItem orders', kind: 'client', source: 'orders', error: 'TimeoutError' },
  {
    traceId,
    parentSpanId: '00f067aa0ba902b7',
    name: 'POST /orders',
    kind: 'server',
    attributes: { 'http.route': '/orders', orderId: 'order-1' },
    links: [{ traceId, spanId: '00f067aa0ba902b7' }],
  },
];

describe('what a function sends is read', () => {
  test('from a datagram to the daemon', async () => {
    const daemon = createSocket('udp4').bind(0, '127.0.0.1');
    await once(daemon, 'listening');
    const received = once(daemon, 'message') as Promise<[Buffer]>;
    await invoke({ AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}` });
    const [datagram] = await received;
    daemon.close();
    const spans = readOtlp(otlpIn(datagram) ?? Buffer.of(), 'application/x-protobuf');
    expect(spans).toMatchObject(seen);
    expect(spans[0]?.parentSpanId).toBe(spans[1]?.spanId);
    const { start = 0, end = 0 } = spans[1] ?? {};
    expect(Math.abs(Date.now() - start)).toBeLessThan(10_000);
    expect(end).toBeGreaterThanOrEqual(start);
  });

  test('from a post to an endpoint', async () => {
    const posted = Promise.withResolvers<[Buffer, string]>();
    const server = createServer(async (request, response) => {
      posted.resolve([await buffer(request), request.headers['content-type'] ?? '']);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await invoke({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    expect(readOtlp(...(await posted.promise))).toMatchObject(seen);
    server.close();
    server.closeAllConnections();
  });
});

describe('what anybody sends', () => {
  test('as JSON is read: ids in hexadecimal, times as digits', () => {
    const span = {
      traceId: traceId.toUpperCase(),
      spanId: '00f067aa0ba902b7',
      parentSpanId: '',
      name: 'GET /',
      kind: 2,
      startTimeUnixNano: '1795000000000125000',
      endTimeUnixNano: 1795000000001125000,
      attributes: [
        { key: 'n', value: { intValue: '3' } },
        { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { boolValue: true }] } } },
      ],
      status: { code: 2, message: 'no' },
    };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'page' } }] };
    const body = {
      resourceSpans: [{ resource, scopeSpans: [{ spans: [span, { ...span, spanId: 'x' }, null] }] }],
    };
    expect(readOtlp(Buffer.from(JSON.stringify(body)), 'application/json; charset=utf-8')).toEqual([
      {
        traceId,
        spanId: '00f067aa0ba902b7',
        source: 'page',
        name: 'GET /',
        kind: 'server',
        start: 1_795_000_000_000.125,
        end: expect.closeTo(1_795_000_000_001.125, 2),
        attributes: { n: '3', list: 'a, true' },
        links: [],
        error: 'no',
      },
    ]);
  });

  test('is read or refused, and never anything else', () => {
    const body = fc.oneof(
      fc.json(),
      fc
        .jsonValue()
        .map((spans) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [spans] }] }] })),
    );
    fc.assert(
      fc.property(body, (text) => {
        for (const type of ['application/json', 'application/x-protobuf']) {
          try {
            expect(readOtlp(Buffer.from(text), type)).toBeInstanceOf(Array);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
    );
    expect(otlpIn(Buffer.from('{"format":"json","version":1}\n{"trace_id":"1-2-3"}'))).toBeUndefined();
    expect(otlpIn(Buffer.alloc(70_000, '{'))).toBeUndefined();
  });
});

const span = (spanId: string, change: Partial<TraceSpan> = {}): TraceSpan => ({
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

describe('the traces that are kept', () => {
  test('are the last ones, and of each as many spans as there is room for', () => {
    const store = new TraceStore({ maxTraces: 2, maxSpans: 2 });
    store.add(['a', 'b'].map((id) => span('1', { traceId: id })));
    store.add([span('2', { traceId: 'a', start: 900 }), span('1', { traceId: 'c' })]);
    expect(['a', 'b', 'c'].map((id) => store.get(id)?.spans.length)).toEqual([2, undefined, 1]);
    expect(store.get('a')?.spans.map(({ spanId }) => spanId)).toEqual(['2', '1']);
    store.add([span('2', { traceId: 'a', name: 'again' }), span('3', { traceId: 'a' })]);
    expect(store.get('a')).toMatchObject({ left: 1, spans: [{ name: '1' }, { name: 'again' }] });
  });

  test('are found by their id, a span`s, or what an attribute says', () => {
    const store = new TraceStore();
    store.add([span('s1', { attributes: { orderId: 'order-1' } }), span('s2', { traceId: 'other' })]);
    for (const text of [traceId, 's1', 'order-1'])
      expect(store.find(text).map(({ traceId }) => traceId)).toEqual([traceId]);
    expect(store.find('order')).toEqual([]);
  });
});

describe('a trace as a tree', () => {
  const order = {
    traceId,
    left: 3,
    spans: [
      span('post', { name: 'POST /orders', parentSpanId: 'browser', end: 1_012 }),
      span('put', { name: 'PutItem orders', parentSpanId: 'post', start: 1_002, end: 1_008 }),
      span('reserve', {
        name: 'process inventory',
        parentSpanId: 'post',
        start: 1_180,
        end: 1_200,
        error: 'LaterError',
        links: [{ traceId: 'f'.repeat(32), spanId: 'e' }],
      }),
      span('write', { name: 'Transact\nWriteItems', parentSpanId: 'reserve', start: 1_185, end: 1_199 }),
    ],
  };

  test('says what followed from what, how long it took and how long it had waited', () => {
    expect(printTrace(order)).toBe(
      [
        `trace ${traceId}`,
        'POST /orders  orders  +0.0 ms  12 ms',
        '├ PutItem orders  orders  +2.0 ms  6.0 ms',
        `└ process inventory  orders  +180 ms  20 ms  waited 168 ms  failed: LaterError  -> trace ${'f'.repeat(32)}`,
        '  └ Transact?WriteItems  orders  +185 ms  14 ms',
        'and 3 spans more',
        '',
      ].join('\n'),
    );
  });

  test('has every span once, whoever claims to be below whom', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const spans = fc.uniqueArray(fc.record({ spanId: ids, parentSpanId: ids }), {
      selector: ({ spanId }) => spanId,
    });
    fc.assert(
      fc.property(spans, (made) => {
        const trace = { traceId, left: 0, spans: made.map((one) => span(one.spanId, one)) };
        const inTree: string[] = [];
        const waiting = treesOf(trace);
        for (let node = waiting.pop(); node; node = waiting.pop()) {
          inTree.push(node.span.spanId);
          waiting.push(...node.below);
          expect(inTree.length).toBeLessThanOrEqual(made.length);
        }
        expect(inTree.sort()).toEqual(made.map(({ spanId }) => spanId).sort());
      }),
    );
  });
});
