import type { Trace, TraceSpan } from './types.ts';

/** Keeps the last traces in memory, each with as many spans as there is room for. */
export class TraceStore {
  readonly #traces = new Map<string, Trace>();
  readonly #maxTraces: number;
  readonly #maxSpans: number;

  constructor({ maxTraces = 500, maxSpans = 2_000 } = {}) {
    this.#maxTraces = maxTraces;
    this.#maxSpans = maxSpans;
  }

  /** A trace that hears of something new is the latest; the one that did not for the longest goes. */
  add(spans: readonly TraceSpan[]): void {
    for (const span of spans) {
      const trace = this.#traces.get(span.traceId) ?? { traceId: span.traceId, spans: [], left: 0 };
      this.#traces.delete(span.traceId);
      this.#traces.set(span.traceId, trace);
      // A sender may send again what it was not told of.
      const known = trace.spans.findIndex(({ spanId }) => spanId === span.spanId);
      if (known !== -1) trace.spans[known] = span;
      else if (trace.spans.length < this.#maxSpans) trace.spans.push(span);
      else trace.left++;
    }
    for (const traceId of this.#traces.keys()) {
      if (this.#traces.size <= this.#maxTraces) break;
      this.#traces.delete(traceId);
    }
  }

  get(traceId: string): Trace | undefined {
    const trace = this.#traces.get(traceId);
    return trace && { ...trace, spans: trace.spans.toSorted((one, other) => one.start - other.start) };
  }

  /** Traces with this text as an id or in an attribute of a span, the latest first. */
  find(text: string, limit = 20): Trace[] {
    const found: Trace[] = [];
    for (const traceId of [...this.#traces.keys()].reverse()) {
      const trace = this.get(traceId);
      if (trace && (traceId === text || trace.spans.some((span) => says(span, text)))) found.push(trace);
      if (found.length === limit) break;
    }
    return found;
  }
}

const says = ({ spanId, name, attributes }: TraceSpan, text: string): boolean =>
  spanId === text || name === text || Object.values(attributes).includes(text);
