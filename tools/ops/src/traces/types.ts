/** A place in a trace. Ids are hexadecimal. */
export interface SpanPlace {
  traceId: string;
  spanId: string;
}

/** A span as it was sent: all of its texts are untrusted. */
export interface TraceSpan extends SpanPlace {
  parentSpanId?: string;
  /** The service, or the function if no service is given. */
  source: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Milliseconds since 1970, with fractions. */
  start: number;
  end: number;
  attributes: Record<string, string>;
  links: SpanPlace[];
  /** The error, if the span failed. */
  error?: string;
}

/** All known spans of one trace, the earliest first. */
export interface Trace {
  traceId: string;
  spans: TraceSpan[];
  /** Number of spans beyond the limit, which are not kept. */
  left: number;
}

/** A trace in a list. */
export interface TraceSummary {
  traceId: string;
  /** Name of the first span. */
  name: string;
  source: string;
  /** Milliseconds since 1970. */
  start: number;
  /** From the start of the first span to the end of the last one. */
  ms: number;
  spans: number;
  /** Names of the failed spans, without duplicates. */
  failed: string[];
}

/** A span in the picture of a trace. It follows its parent, and is indented by `depth`. */
export interface TraceRow
  extends Pick<TraceSpan, 'traceId' | 'spanId' | 'name' | 'source' | 'kind' | 'attributes'> {
  depth: number;
  /** Milliseconds since the trace began. */
  from: number;
  ms: number;
  /** Milliseconds of waiting since the end of the parent. */
  lag?: number;
  error?: string;
  /** True if it is part of a batch, which is a trace of its own with other messages, too. */
  isBatch: boolean;
  /** Links to spans that are not drawn here. */
  links: SpanPlace[];
}

/** A trace for drawing. */
export interface TracePicture {
  traceId: string;
  /** Milliseconds since 1970. */
  start: number;
  ms: number;
  /** In drawing order. */
  rows: TraceRow[];
  /** Number of spans that are not among the rows. */
  left: number;
}

export type Hop = 'write to publish' | 'publish to receive' | 'receive to commit';

/** How long one hop took, in the kept traces. */
export interface Lag {
  hop: Hop;
  /** The event type, or the consumer. */
  by: string;
  count: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /**
   * Count per bucket of the bounds in lags.ts: up to the bound and above the previous one. The last bucket has the
   * longer ones.
   */
  histogram: number[];
}

/** The traces of a stage. */
export interface Traces {
  /** By order, user, import, correlation id or trace id; latest first. */
  find(text: string): Promise<TraceSummary[]>;
  /** The latest traces. */
  latest(): Promise<TraceSummary[]>;
  /**
   * @param about text; of a large trace, only the spans that contain it, their ancestors and their descendants
   * @returns null when the trace is not kept any more
   */
  picture(traceId: string, about?: string): Promise<TracePicture | null>;
  lags(): Promise<Lag[]>;
}
