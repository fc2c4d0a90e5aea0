/** A span as somebody sent it. */
export interface TraceSpan {
  /** Hexadecimal. */
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** The service, or the function where that says no service. */
  source: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Milliseconds since 1970, with fractions. */
  start: number;
  end: number;
  attributes: Record<string, string>;
  links: { traceId: string; spanId: string }[];
  /** What it ended with, where it failed. */
  error?: string;
}

/** All that is known of one trace, the earliest span first. */
export interface Trace {
  traceId: string;
  spans: TraceSpan[];
  /** Spans that came after those which are kept. */
  left: number;
}
