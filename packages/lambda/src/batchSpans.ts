import {
  type ActiveSpan,
  type Attributes,
  type OpenSpan,
  type Recorder,
  SpanKind,
  type TraceContext,
} from '@orderflow/tracing';

/** One of a batch: the trace that led to it, and what its span says of it. */
export interface BatchPart {
  trace: TraceContext;
  attributes?: Attributes;
}

interface Batch {
  name: string;
  attributes: Attributes;
  /** Of messages or records. */
  count: number;
  parts: readonly BatchPart[];
}

/**
 * Runs an invocation with a span for each part of its batch, in the part's own trace. A part that is alone has the
 * invocation's span; of several, the invocation is a trace of its own, and the two are linked both ways.
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

/** What explains a part's failure is below the batch's span. */
const failingBoth = (span: ActiveSpan, failBatch: ActiveSpan['fail']): ActiveSpan => ({
  ...span,
  fail(errorType) {
    span.fail(errorType);
    failBatch(errorType);
  },
});
