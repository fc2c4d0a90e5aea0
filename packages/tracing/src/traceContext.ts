import { randomUUID } from 'node:crypto';
import { boundedTracestate } from './tracestate.ts';

/** Where in which trace something happens, as W3C Trace Context writes it: in headers, items, events and messages. */
export interface TraceContext {
  /** `00-<trace id>-<span id>-<flags>`, 55 characters. */
  traceparent?: string | undefined;
  /** What tracing systems pass on to each other; only where the caller sent it. */
  tracestate?: string | undefined;
}

/** A place in a trace that has a span of its own. */
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

/** Undefined for anything but a traceparent; who sends one that is none is traced anew, and not refused. */
export function parse(traceparent: unknown): Traceparent | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > MAX_LENGTH) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/**
 * A span of one's own in the trace that led here, or in a new one where that is missing or malformed. It may be given
 * what strangers send: what it returns is valid and bounded.
 *
 * @param isSampled of a trace that begins here. By default nothing is recorded, and so it is not sampled.
 * @param isParentTrusted whether the parent says if it is sampled. Else that is decided as of a trace that begins here, and
 * not by its id, which the caller could choose.
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
 * The digits of a random UUID: 122 random bits, the last 60 of them in a row, and never all zeros. The AWS SDK asks for such
 * ones, too, so that what makes them is loaded anyway.
 */
const newTraceId = (): string => randomUUID().replaceAll('-', '');
const newSpanId = (): string => newTraceId().slice(16);

/** The trace context alone of what carries one, to be spread into what shall carry it on. */
export const traceOf = ({
  traceparent,
  tracestate,
}: TraceContext): { traceparent?: string; tracestate?: string } => ({
  ...(traceparent && { traceparent }),
  ...(tracestate && { tracestate }),
});

/** The same place, of which nothing is recorded unless something fails: for one of very many. */
export const unsampled = ({ traceparent, tracestate }: TraceContext) => {
  const at = parse(traceparent);
  return traceOf(at ? { traceparent: format(at, at.flags & ~SAMPLED), tracestate } : {});
};

const format = ({ traceId, spanId }: Omit<Traceparent, 'flags'>, flags: number): string =>
  `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;

/** The fields of a log line that say where in which trace it was written; none without a trace. */
export function traceFields({ traceparent }: TraceContext): { traceId?: string; spanId?: string } {
  const at = parse(traceparent);
  return at ? { traceId: at.traceId, spanId: at.spanId } : {};
}
