/** A place in a trace. Ids are hexadecimal. */
export interface SpanPlace {
  traceId: string;
  spanId: string;
}

/** A span as somebody sent it: every text of it is a stranger's. */
export interface TraceSpan extends SpanPlace {
  parentSpanId?: string;
  /** The service, or the function where that says no service. */
  source: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Milliseconds since 1970, with fractions. */
  start: number;
  end: number;
  attributes: Record<string, string>;
  links: SpanPlace[];
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

/** A trace in a list. */
export interface TraceSummary {
  traceId: string;
  /** Of its first span. */
  name: string;
  source: string;
  /** Milliseconds since 1970. */
  start: number;
  /** From its first beginning to its last end. */
  ms: number;
  spans: number;
  /** Names of spans that failed, each once. */
  failed: string[];
}

/** A span in the picture of a trace: below the span it follows from, which stands `depth` rows further left. */
export interface TraceRow
  extends Pick<TraceSpan, 'traceId' | 'spanId' | 'name' | 'source' | 'kind' | 'attributes'> {
  depth: number;
  /** Milliseconds since the trace began. */
  from: number;
  ms: number;
  /** Milliseconds that it had waited since the span above it ended. */
  lag?: number;
  error?: string;
  /** It is of a batch, which is a trace of its own, and belongs to others, too. */
  isBatch: boolean;
  /** Places in other traces that are not drawn here. */
  links: SpanPlace[];
}

/** A trace to be drawn. */
export interface TracePicture {
  traceId: string;
  /** Milliseconds since 1970. */
  start: number;
  ms: number;
  /** In the order in which they are drawn. */
  rows: TraceRow[];
  /** Spans that are not among the rows. */
  left: number;
}

export type Hop = 'write to publish' | 'publish to receive' | 'receive to commit';

/** How long one hop took, in the traces that are kept. */
export interface Lag {
  hop: Hop;
  /** The type of event, or the consumer. */
  by: string;
  count: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /** How many took as long as one of the bounds in lags.ts at most, and more than the one before; the last took longer. */
  histogram: number[];
}

/** The traces of a stage, to be looked at. */
export interface Traces {
  /** Of somebody or something: an order, a user, an import, a correlation id, a trace; the latest first. */
  find(text: string): Promise<TraceSummary[]>;
  /** The last ones. */
  latest(): Promise<TraceSummary[]>;
  /**
   * @param about of a large trace, only what is about this, and what that follows from or leads to
   * @returns nothing when the trace is not kept any more
   */
  picture(traceId: string, about?: string): Promise<TracePicture | null>;
  lags(): Promise<Lag[]>;
}
