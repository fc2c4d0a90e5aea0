import type { Attributes, EndedSpan, SpanLink } from './span.ts';

/** Wire types of protobuf's encoding. @see https://protobuf.dev/programming-guides/encoding/ */
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5] as const;
/** Bits of a span's `flags`: it is known whether the parent is remote, and it is remote. */
const [HAS_IS_REMOTE, IS_REMOTE] = [0x100, 0x200];
const STATUS_ERROR = 2;

/** Characters of an attribute's text that are sent. */
const MAX_TEXT = 256;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Bytes as a text, one character per byte. For small outputs, joining texts is several times as fast as joining
 * buffers.
 */
type Bytes = string;

/**
 * Spans as the body of an OTLP request, in protobuf. The rest of OTLP is not used: there are no events, and only one
 * instrumentation scope.
 *
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/v1.7.0/opentelemetry/proto/trace/v1/trace.proto
 */
export function encodeTraces(resource: Attributes, scope: string, spans: readonly EndedSpan[]): Buffer {
  const scopeSpans = message(1, text(1, scope)) + spans.map((span) => message(2, spanFields(span))).join('');
  return Buffer.from(message(1, message(1, attributeFields(1, resource)) + message(2, scopeSpans)), 'latin1');
}

const spanFields = (span: EndedSpan): Bytes =>
  placeFields(span) +
  (span.parentSpanId ? id(4, span.parentSpanId) : '') +
  text(5, span.name) +
  varint(6, span.kind) +
  fixed64(7, span.start) +
  fixed64(8, span.end) +
  attributeFields(9, span.error ? { ...span.attributes, 'error.type': span.error } : span.attributes) +
  span.links.map((link) => message(13, placeFields(link) + fixed32(6, link.flags))).join('') +
  (span.error ? message(15, varint(3, STATUS_ERROR)) : '') +
  fixed32(16, span.flags | HAS_IS_REMOTE | (span.isParentRemote ? IS_REMOTE : 0));

/** A span and a link have the same first fields. */
const placeFields = ({ traceId, spanId, tracestate }: SpanLink): Bytes =>
  id(1, traceId) + id(2, spanId) + (tracestate ? text(3, tracestate) : '');

const attributeFields = (field: number, attributes: Attributes): Bytes =>
  Object.entries(attributes)
    .map(([key, value]) =>
      value === undefined ? '' : message(field, text(1, key) + message(2, anyValue(value))),
    )
    .join('');

/** @throws TypeError for a value that is not an attribute. */
function anyValue(value: NonNullable<Attributes[string]>): Bytes {
  switch (typeof value) {
    case 'string':
      return text(1, value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value);
    case 'boolean':
      return varint(2, value ? 1 : 0);
    case 'number':
      return Number.isSafeInteger(value) && value >= 0 ? varint(3, value) : double(4, value);
    default:
      return message(5, value.map((one) => message(1, anyValue(one))).join(''));
  }
}

function varintBytes(value: number): Bytes {
  let out = '';
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) out += String.fromCharCode((rest % 0x80) | 0x80);
  return out + String.fromCharCode(rest);
}

const tag = (field: number, wire: number): Bytes => varintBytes(field * 8 + wire);
const varint = (field: number, value: number): Bytes => tag(field, VARINT) + varintBytes(value);
const message = (field: number, bytes: Bytes): Bytes => tag(field, BYTES) + varintBytes(bytes.length) + bytes;
const id = (field: number, hex: string): Bytes => message(field, Buffer.from(hex, 'hex').toString('latin1'));
const text = (field: number, value: string): Bytes =>
  message(field, NOT_ASCII.test(value) ? Buffer.from(value).toString('latin1') : value);

/** Milliseconds as nanoseconds, exact to the microsecond. */
function fixed64(field: number, milliseconds: number): Bytes {
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE(BigInt(Math.round(milliseconds * 1_000)) * 1_000n);
  return tag(field, FIXED64) + value.toString('latin1');
}

function fixed32(field: number, number: number): Bytes {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return tag(field, FIXED32) + value.toString('latin1');
}

function double(field: number, number: number): Bytes {
  const value = Buffer.alloc(8);
  value.writeDoubleLE(number);
  return tag(field, FIXED64) + value.toString('latin1');
}
