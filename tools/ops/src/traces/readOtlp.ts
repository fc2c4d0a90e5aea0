import { createRequire } from 'node:module';
import type { TraceSpan } from './types.ts';

/** Limits for one request; attributes, links and spans beyond them are dropped. */
const MAX = { spans: 5_000, attributes: 64, links: 128, text: 1_024 };

type Json = Record<string, unknown>;

/** A message type as protobufjs generates it. */
interface MessageType {
  decode(body: Buffer): object;
  toObject(message: object, options: object): Json;
}

/**
 * The spans in the body of an OTLP request, in protobuf or JSON. An invalid span is left out.
 *
 * @throws Error when the body is not such a request
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
 */
export function readOtlp(body: Buffer, contentType: string): TraceSpan[] {
  const isJson = contentType.startsWith('application/json');
  const request = isJson ? (JSON.parse(body.toString()) as Json) : decoded(body);
  const idOf = isJson ? hexId : base64Id;
  return listOf(request['resourceSpans']).flatMap(({ resource, scopeSpans }) => {
    const ofResource = attributesOf((resource as Json | undefined)?.['attributes']);
    const source = ofResource['service.name'] ?? ofResource['faas.name'] ?? 'unknown';
    return listOf(scopeSpans)
      .flatMap(({ spans }) => listOf(spans))
      .flatMap((span) => spanOf(span, source, idOf) ?? []);
  });
}

/** OpenTelemetry's own definitions, as included in its JavaScript exporters; loaded with the first span. */
function decoded(body: Buffer): Json {
  const require = createRequire(import.meta.url);
  const { opentelemetry } = require('@opentelemetry/otlp-transformer/build/src/generated/root.js') as {
    opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: MessageType } } } } };
  };
  const type = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
  return type.toObject(type.decode(body), { bytes: String, longs: String });
}

const KINDS = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const ERROR = 2;

function spanOf(span: Json, source: string, idOf: (id: unknown, digits: number) => string | undefined) {
  const [traceId, spanId] = [idOf(span['traceId'], 32), idOf(span['spanId'], 16)];
  const [start, end] = [span['startTimeUnixNano'], span['endTimeUnixNano']].map(millisecondsOf);
  if (!traceId || !spanId || start === undefined || end === undefined) return undefined;
  const attributes = attributesOf(span['attributes']);
  const { code, message } = (span['status'] ?? {}) as { code?: unknown; message?: unknown };
  const failed = code === ERROR || code === 'STATUS_CODE_ERROR';
  const parentSpanId = idOf(span['parentSpanId'], 16);
  const one: TraceSpan = {
    traceId,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    source,
    name: cut(String(span['name'] ?? '')),
    kind: KINDS[Number(span['kind'])] ?? 'internal',
    start,
    end: Math.max(start, end),
    attributes,
    links: listOf(span['links'])
      .slice(0, MAX.links)
      .flatMap((link) => {
        const [ofTrace, ofSpan] = [idOf(link['traceId'], 32), idOf(link['spanId'], 16)];
        return ofTrace && ofSpan ? [{ traceId: ofTrace, spanId: ofSpan }] : [];
      }),
    ...(failed && { error: attributes['error.type'] ?? cut(String(message || 'error')) }),
  };
  return one;
}

const listOf = (value: unknown): Json[] =>
  Array.isArray(value)
    ? value.slice(0, MAX.spans).filter((one) => one !== null && typeof one === 'object')
    : [];

const cut = (text: string): string => (text.length > MAX.text ? `${text.slice(0, MAX.text)}…` : text);

/** In the JSON form, ids are hexadecimal, not base64 as in protobuf's own JSON mapping. An id of all zeros is invalid. */
const hexId = (id: unknown, digits: number): string | undefined => {
  const text = String(id ?? '').toLowerCase();
  return text.length === digits && /^[0-9a-f]+$/.test(text) && /[^0]/.test(text) ? text : undefined;
};
const base64Id = (id: unknown, digits: number): string | undefined =>
  hexId(Buffer.from(String(id ?? ''), 'base64').toString('hex'), digits);

function millisecondsOf(nanoseconds: unknown): number | undefined {
  const text = String(nanoseconds ?? '');
  if (!/^\d{1,20}$/.test(text)) return undefined;
  // A JavaScript number cannot hold today's nanoseconds since 1970 exactly.
  return Number(BigInt(text) / 1_000n) / 1_000;
}

function attributesOf(list: unknown): Record<string, string> {
  const entries = listOf(list)
    .slice(0, MAX.attributes)
    .map(({ key, value }): [string, string] => [cut(String(key)), cut(textOf(value))]);
  return Object.fromEntries(entries);
}

function textOf(value: unknown): string {
  const { stringValue, intValue, boolValue, doubleValue, arrayValue } = (value ?? {}) as Json;
  if (arrayValue)
    return listOf((arrayValue as Json)['values'])
      .map(textOf)
      .join(', ');
  const plain = stringValue ?? intValue ?? boolValue ?? doubleValue;
  return plain === undefined ? JSON.stringify(value ?? null) : String(plain);
}
