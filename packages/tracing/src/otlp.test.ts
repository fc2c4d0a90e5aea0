import { describe, expect, test } from '@jest/globals';
import reader from '@opentelemetry/otlp-transformer/build/src/generated/root.js';
import fc from 'fast-check';
import { encodeTraces } from './otlp.ts';
import { type EndedSpan, SpanKind } from './span.ts';

/** A type that protobufjs generates from a message's definition. */
interface MessageType {
  decode(body: Buffer): object;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was written is read.
  toObject(message: object, options: object): any;
}

/** Reads a body with OpenTelemetry's own code, which protobufjs has generated from its definitions. */
function read(body: Buffer) {
  const { opentelemetry } = reader as never as {
    opentelemetry: {
      proto: { collector: { trace: { v1: { ExportTraceServiceRequest: MessageType } } } };
    };
  };
  const request = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
  return request.toObject(request.decode(body), { bytes: String, longs: String, enums: String });
}

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');

const span: EndedSpan = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentSpanId: '53995c3f42cd8ad8',
  tracestate: 'vendor=1',
  flags: 3,
  isParentRemote: true,
  name: 'POST /orders',
  kind: SpanKind.SERVER,
  start: 1_795_000_000_000.125,
  end: 1_795_000_000_012.5,
  attributes: {
    'http.route': '/orders',
    'http.response.status_code': 201,
    'faas.coldstart': true,
    ratio: 0.25,
    negative: -3,
    'aws.dynamodb.table_names': ['orders', 'inventory'],
    absent: undefined,
  },
  links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), flags: 1, tracestate: 'a=1' }],
};

describe('what OpenTelemetry reads of a span that we wrote', () => {
  test('is all of it', () => {
    const [resourceSpans] = read(
      encodeTraces({ 'service.name': 'orders' }, 'orderflow', [span]),
    ).resourceSpans;
    expect(resourceSpans.resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'orders' } },
    ]);
    const [{ scope, spans }] = resourceSpans.scopeSpans;
    expect(scope.name).toBe('orderflow');
    const [{ traceId, spanId, parentSpanId, links, ...seen }] = spans;
    expect([traceId, spanId, parentSpanId].map(hex)).toEqual([span.traceId, span.spanId, span.parentSpanId]);
    expect(seen).toEqual({
      traceState: 'vendor=1',
      name: 'POST /orders',
      kind: 'SPAN_KIND_SERVER',
      startTimeUnixNano: '1795000000000125000',
      endTimeUnixNano: '1795000000012500000',
      attributes: [
        { key: 'http.route', value: { stringValue: '/orders' } },
        { key: 'http.response.status_code', value: { intValue: '201' } },
        { key: 'faas.coldstart', value: { boolValue: true } },
        { key: 'ratio', value: { doubleValue: 0.25 } },
        { key: 'negative', value: { doubleValue: -3 } },
        {
          key: 'aws.dynamodb.table_names',
          value: { arrayValue: { values: [{ stringValue: 'orders' }, { stringValue: 'inventory' }] } },
        },
      ],
    });
    expect(links).toHaveLength(1);
    expect([hex(links[0].traceId), hex(links[0].spanId), links[0].traceState]).toEqual([
      'a'.repeat(32),
      'b'.repeat(16),
      'a=1',
    ]);
  });

  test('is its error by name, and none where it went well', () => {
    const failed = { ...span, error: 'TimeoutError', attributes: {}, links: [], tracestate: undefined };
    const [one, other] = read(encodeTraces({}, 's', [failed, span])).resourceSpans[0].scopeSpans[0].spans;
    expect(one.status).toEqual({ code: 'STATUS_CODE_ERROR' });
    expect(one.attributes).toEqual([{ key: 'error.type', value: { stringValue: 'TimeoutError' } }]);
    expect(one).not.toHaveProperty('traceState');
    expect(other).not.toHaveProperty('status');
  });

  test('is text of any characters, cut where it is long', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(texts, fc.nat(Number.MAX_SAFE_INTEGER), (value, count) => {
        const body = encodeTraces({}, 's', [
          { ...span, name: value, attributes: { value, count }, links: [] },
        ]);
        const [seen] = read(body).resourceSpans[0].scopeSpans[0].spans;
        expect(seen.name).toBe(Buffer.from(value).toString());
        const cut = value.length > 256 ? `${value.slice(0, 256)}…` : value;
        expect(seen.attributes).toEqual([
          { key: 'value', value: { stringValue: Buffer.from(cut).toString() } },
          { key: 'count', value: { intValue: String(count) } },
        ]);
      }),
    );
  });
});
