/** OTLP's numbers of a span's kind: what stands at its other end, and whether somebody waits for it. */
export const SpanKind = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 } as const;
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

/** Of OpenTelemetry's semantic conventions; no keys of items and nothing about a person. */
export type Attributes = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Another place in this or another trace. */
export interface SpanLink {
  traceId: string;
  spanId: string;
  tracestate?: string | undefined;
  flags: number;
}

/** A span that has ended. Ids are hexadecimal, times milliseconds since 1970 with fractions. */
export interface EndedSpan extends SpanLink {
  parentSpanId?: string | undefined;
  /** The parent is of another process. */
  isParentRemote: boolean;
  name: string;
  kind: SpanKind;
  start: number;
  end: number;
  attributes: Attributes;
  links: readonly SpanLink[];
  /** The name of the error that it ended with: its text may quote what people sent, and is in the log alone. */
  error?: string | undefined;
}
