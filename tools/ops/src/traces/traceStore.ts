import type { Trace, TraceSpan } from './types.ts';

interface Kept {
  spans: Map<string, TraceSpan>;
  left: number;
  weight: number;
}

const MIB = 1024 * 1024;
/** Estimated size of a span without its texts: the object, its attributes, its links. */
const SPAN_BYTES = 600;
const PAIR_BYTES = 100;

/** Keeps the latest traces in memory, each with a limited number of spans. */
export class TraceStore {
  readonly #traces = new Map<string, Kept>();
  readonly #maxTraces: number;
  readonly #maxSpans: number;
  readonly #maxBytes: number;
  #weight = 0;

  /**
   * @param limits maxSpans is per trace; maxBytes is for all traces, as far as it can be estimated from outside the
   *   engine
   */
  constructor({ maxTraces = 2_000, maxSpans = 2_000, maxBytes = 32 * MIB } = {}) {
    this.#maxTraces = maxTraces;
    this.#maxSpans = maxSpans;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#traces.size;
  }

  /** A trace with a new span becomes the latest. The trace without a new span for the longest time is dropped. */
  add(spans: readonly TraceSpan[]): void {
    for (const span of spans) {
      const trace = this.#traces.get(span.traceId) ?? { spans: new Map(), left: 0, weight: 0 };
      this.#traces.delete(span.traceId);
      this.#traces.set(span.traceId, trace);
      // A sender repeats spans whose receipt was not confirmed.
      const before = trace.spans.get(span.spanId);
      if (before || trace.spans.size < this.#maxSpans) {
        trace.spans.set(span.spanId, span);
        const more = weightOf(span) - (before ? weightOf(before) : 0);
        trace.weight += more;
        this.#weight += more;
      } else trace.left++;
    }
    for (const [traceId, { weight }] of this.#traces) {
      if (this.#traces.size <= this.#maxTraces && this.#weight <= this.#maxBytes) break;
      this.#traces.delete(traceId);
      this.#weight -= weight;
    }
  }

  get(traceId: string): Trace | undefined {
    const trace = this.#traces.get(traceId);
    if (!trace) return undefined;
    const spans = [...trace.spans.values()].sort((one, other) => one.start - other.start);
    return { traceId, spans, left: trace.left };
  }

  /** A span by its trace id and span id. */
  span({ traceId, spanId }: { traceId: string; spanId: string }): TraceSpan | undefined {
    return this.#traces.get(traceId)?.spans.get(spanId);
  }

  /** Latest first. */
  *latest(): Generator<Trace> {
    for (const traceId of [...this.#traces.keys()].reverse()) {
      const trace = this.get(traceId);
      if (trace) yield trace;
    }
  }

  /** Ids of the traces that have this text as an id or in an attribute of a span, latest first. */
  find(text: string, limit = 20): string[] {
    const found: string[] = [];
    for (const [traceId, { spans }] of [...this.#traces].reverse()) {
      if (traceId === text || [...spans.values()].some((span) => says(span, text))) found.push(traceId);
      if (found.length === limit) break;
    }
    return found;
  }
}

/** True if the text is the span's id, its name, or the value of an attribute. */
export const says = (
  { spanId, name, attributes }: Pick<TraceSpan, 'spanId' | 'name' | 'attributes'>,
  text: string,
): boolean => spanId === text || name === text || Object.values(attributes).includes(text);

const weightOf = ({ name, attributes, links }: TraceSpan): number =>
  Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + key.length + value.length + PAIR_BYTES,
    SPAN_BYTES + name.length + links.length * PAIR_BYTES,
  );
