import {
  type ActiveSpan,
  type Attributes,
  type OpenSpan,
  type Recorder,
  SpanKind,
  type TraceContext,
} from '@orderflow/tracing';

/** One part of a batch: the trace that led to it, and its span's attributes. */
export interface BatchPart {
  trace: TraceContext;
  attributes?: Attributes;
}

interface Batch {
  name: string;
  attributes: Attributes;
  /** Number of messages or records. */
  count: number;
  parts: readonly BatchPart[];
}

/**
 * Runs an invocation with a span for each part of its batch, in the part's own trace. A single part has the
 * invocation's span. With several parts, the invocation has a trace of its own; it and the parts link to each other.
 *
 * @param run gets the spans in the order of the parts
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/#batch-receiving
 */
export function batchSpans<T>(
  { invocation, open }: Recorder,
  { name, attributes, count, parts }: Batch,
  run: (spans: ActiveSpan[]) => Promise<T>,
): Promise<T> {
  const kind = SpanKind.CONSUMER;
  const all = { ...attributes, 'messaging.batch.message_count': count };
  const [part] = parts;
  if (part && parts.length === 1) {
    const options = { kind, attributes: { ...all, ...part.attributes }, parent: part.trace };
    return invocation(name, options, (span) => run([span]));
  }
  const links = parts.map(({ trace }) => trace);
  return invocation(name, { kind, attributes: all, links, parent: {} }, async ({ trace, fail }) => {
    const spans: OpenSpan[] = parts.map((part) =>
      open(name, {
        kind,
        attributes: { ...attributes, ...part.attributes },
        parent: part.trace,
        links: [trace],
      }),
    );
    try {
      return await run(spans.map((span) => failingBoth(span, fail)));
    } finally {
      for (const span of spans) span.end();
    }
  });
}

/** Fails the batch's span, too: the spans that explain a part's failure are below it. */
const failingBoth = (span: ActiveSpan, failBatch: ActiveSpan['fail']): ActiveSpan => ({
  ...span,
  fail(errorType) {
    span.fail(errorType);
    failBatch(errorType);
  },
});
