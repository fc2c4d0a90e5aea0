/** OTLP's numbers for span kinds. A kind says what is at the other end, and whether somebody waits for the span. */
export const SpanKind = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 } as const;
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

/** Attributes of OpenTelemetry's semantic conventions, without item keys and without personal data. */
export type Attributes = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Another span, in this or another trace. */
export interface SpanLink {
  traceId: string;
  spanId: string;
  tracestate?: string | undefined;
  flags: number;
}

/** A span that has ended. Ids are hexadecimal, times milliseconds since 1970 with fractions. */
export interface EndedSpan extends SpanLink {
  parentSpanId?: string | undefined;
  /** True if the parent is in another process. */
  isParentRemote: boolean;
  name: string;
  kind: SpanKind;
  start: number;
  end: number;
  attributes: Attributes;
  links: readonly SpanLink[];
  /** The name of the error that it ended with. The error's text may quote what people sent, so only the log has it. */
  error?: string | undefined;
}
