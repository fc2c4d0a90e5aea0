import type { Trace, TraceSpan } from './types.ts';

interface Kept {
  spans: Map<string, TraceSpan>;
  left: number;
  weight: number;
}

const MIB = 1024 * 1024;
/** What a span takes beside its texts, roughly: the object, its attributes, its links. */
const SPAN_BYTES = 600;
const PAIR_BYTES = 100;

/** Keeps the last traces in memory, each with as many spans as there is room for. */
export class TraceStore {
  readonly #traces = new Map<string, Kept>();
  readonly #maxTraces: number;
  readonly #maxSpans: number;
  readonly #maxBytes: number;
  #weight = 0;

  /** @param limits spans are of one trace; bytes of all, as far as they can be told from outside of the engine */
  constructor({ maxTraces = 2_000, maxSpans = 2_000, maxBytes = 32 * MIB } = {}) {
    this.#maxTraces = maxTraces;
    this.#maxSpans = maxSpans;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#traces.size;
  }

  /** A trace that hears of something new is the latest; the one that did not for the longest goes. */
  add(spans: readonly TraceSpan[]): void {
    for (const span of spans) {
      const trace = this.#traces.get(span.traceId) ?? { spans: new Map(), left: 0, weight: 0 };
      this.#traces.delete(span.traceId);
      this.#traces.set(span.traceId, trace);
      // A sender may send again what it was not told of.
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

  /** A span by its place. */
  span({ traceId, spanId }: { traceId: string; spanId: string }): TraceSpan | undefined {
    return this.#traces.get(traceId)?.spans.get(spanId);
  }

  /** The latest first. */
  *latest(): Generator<Trace> {
    for (const traceId of [...this.#traces.keys()].reverse()) {
      const trace = this.get(traceId);
      if (trace) yield trace;
    }
  }

  /** Ids of the traces with this text as an id or in an attribute of a span, the latest first. */
  find(text: string, limit = 20): string[] {
    const found: string[] = [];
    for (const [traceId, { spans }] of [...this.#traces].reverse()) {
      if (traceId === text || [...spans.values()].some((span) => says(span, text))) found.push(traceId);
      if (found.length === limit) break;
    }
    return found;
  }
}

/** Whether a span has this text as its id, its name, or what an attribute says. */
export const says = (
  { spanId, name, attributes }: Pick<TraceSpan, 'spanId' | 'name' | 'attributes'>,
  text: string,
): boolean => spanId === text || name === text || Object.values(attributes).includes(text);

const weightOf = ({ name, attributes, links }: TraceSpan): number =>
  Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + key.length + value.length + PAIR_BYTES,
    SPAN_BYTES + name.length + links.length * PAIR_BYTES,
  );
