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

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const lambda = { OTEL_TRACES_SAMPLER_ARG: '1', OTEL_SERVICE_NAME: 'orders' };

/** An invocation with a failing call in it. */
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
