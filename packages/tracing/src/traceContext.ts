import { randomUUID } from 'node:crypto';
import { boundedTracestate } from './tracestate.ts';

/** A position in a trace, in the form of W3C Trace Context. Headers, items, events and messages carry it. */
export interface TraceContext {
  /** `00-<trace id>-<span id>-<flags>`, 55 characters. */
  traceparent?: string | undefined;
  /** Data that tracing systems pass to each other. Present only if the caller sent it. */
  tracestate?: string | undefined;
}

/** A position with a span of its own. */
export interface Entered extends TraceContext {
  traceparent: string;
}

/** W3C Trace Context, section 3.2.2; a later version may have more behind the flags. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-[ -~]*)?$/;
const MAX_LENGTH = 256;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);

/** The flags that are passed on: sampled, and random trace id (Trace Context Level 2, section 3.2.2.5). */
export const SAMPLED = 0x01;
const RANDOM = 0x02;

export interface Traceparent {
  traceId: string;
  spanId: string;
  flags: number;
}

/** Undefined for anything but a valid traceparent. The sender of an invalid one is not refused, but gets a new trace. */
export function parse(traceparent: unknown): Traceparent | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > MAX_LENGTH) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/**
 * Begins a span in the trace that led here, or in a new one if that is missing or malformed. Input from strangers is
 * safe: the result is valid and bounded.
 *
 * @param isSampled decides about a trace that begins here. By default nothing is recorded, so the trace is not sampled.
 * @param isParentTrusted true if the parent decides whether the trace is sampled. Otherwise `isSampled` decides, and by
 * a random id, because the caller could choose the trace's own id.
 * @see https://www.w3.org/TR/trace-context/
 */
export function enterTrace(
  { traceparent, tracestate }: TraceContext,
  isSampled: (traceId: string) => boolean = () => false,
  isParentTrusted = true,
): Entered {
  const parent = parse(traceparent);
  const traceId = parent?.traceId ?? newTraceId();
  const random = parent ? parent.flags & RANDOM : RANDOM;
  const decided = parent && isParentTrusted ? parent.flags & SAMPLED : undefined;
  const flags = random | (decided ?? (isSampled(parent ? newTraceId() : traceId) ? SAMPLED : 0));
  const state = parent && boundedTracestate(tracestate);
  return {
    traceparent: format({ traceId, spanId: newSpanId() }, flags),
    ...(state && { tracestate: state }),
  };
}

/**
 * The digits of a random UUID: 122 random bits, the last 60 of them in a row, and never all zeros. The AWS SDK uses
 * random UUIDs, too, so their code is loaded anyway.
 */
const newTraceId = (): string => randomUUID().replaceAll('-', '');
const newSpanId = (): string => newTraceId().slice(16);

/** Only the trace context of an object, to be spread into another object. */
export const traceOf = ({
  traceparent,
  tracestate,
}: TraceContext): { traceparent?: string; tracestate?: string } => ({
  ...(traceparent && { traceparent }),
  ...(tracestate && { tracestate }),
});

/** The same position, but not sampled: nothing is recorded unless something fails. For one of very many. */
export const unsampled = ({ traceparent, tracestate }: TraceContext) => {
  const at = parse(traceparent);
  return traceOf(at ? { traceparent: format(at, at.flags & ~SAMPLED), tracestate } : {});
};

const format = ({ traceId, spanId }: Omit<Traceparent, 'flags'>, flags: number): string =>
  `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;

/** The trace id and span id as fields of a log line; none without a trace. */
export function traceFields({ traceparent }: TraceContext): { traceId?: string; spanId?: string } {
  const at = parse(traceparent);
  return at ? { traceId: at.traceId, spanId: at.spanId } : {};
}
