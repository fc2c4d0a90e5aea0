import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { type Attributes, type EndedSpan, SpanKind, type SpanLink } from './span.ts';
import { type Entered, enterTrace, parse, SAMPLED, type TraceContext } from './traceContext.ts';

export interface SpanOptions {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Where it goes on from; by default from the span that it is begun in. */
  parent?: TraceContext;
  links?: readonly TraceContext[];
  /** Whether what it throws is an answer like another, such as that of a condition. */
  isAnswer?(error: unknown): boolean;
}

/** A span that has not ended. */
export interface ActiveSpan {
  /** Of what follows from it. */
  readonly trace: Entered;
  set(attributes: Attributes): void;
  /** Marks it as failed, where nothing is thrown. */
  fail(errorType: string): void;
}

export interface RecorderOptions {
  isSampled(traceId: string): boolean;
  /** What it throws is swallowed: no answer fails because of a trace. */
  send(spans: readonly EndedSpan[]): Promise<unknown>;
  /** Of one invocation; what comes after those is counted in its first span. */
  maxSpans?: number;
  now?: () => number;
}

type Run<T> = (span: ActiveSpan) => Promise<T>;

/**
 * Monotonic milliseconds since 1970, anchored anew in each invocation: while the environment is frozen between two of them,
 * the monotonic clock may stand still.
 */
function anchoredClock(): () => number {
  const ahead = Date.now() - performance.now();
  return () => ahead + performance.now();
}

interface Active {
  span: ActiveSpan;
  recording: Recording;
}

/** What one invocation has recorded. */
class Recording {
  readonly now: () => number;
  readonly #max: number;
  readonly #ended: EndedSpan[] = [];
  #dropped = 0;

  constructor({ maxSpans = 256, now = anchoredClock() }: RecorderOptions) {
    this.#max = maxSpans;
    this.now = now;
  }

  /** @param isFirst the span of the invocation itself, which is never left out. */
  add(span: EndedSpan, isFirst: boolean): void {
    if (isFirst) {
      const attributes = this.#dropped ? { 'orderflow.spans.dropped': this.#dropped } : {};
      this.#ended.push({ ...span, attributes: { ...span.attributes, ...attributes } });
    } else if (this.#ended.length < this.#max - 1) this.#ended.push(span);
    else this.#dropped++;
  }

  /** Those of traces that are sampled, and of traces in which something failed here: these are sampled from now on. */
  toSend(): EndedSpan[] {
    const failed = new Set(
      this.#ended.filter(({ error }) => error !== undefined).map(({ traceId }) => traceId),
    );
    return this.#ended
      .filter(({ flags, traceId }) => (flags & SAMPLED) !== 0 || failed.has(traceId))
      .map((span) => ({ ...span, flags: span.flags | SAMPLED }));
  }
}

export interface Recorder {
  /** Runs an invocation as a span, and sends what was recorded in it before it ends. */
  invocation<T>(name: string, options: SpanOptions, run: Run<T>): Promise<T>;
  /** Runs something as a span of the invocation that it is in; outside of one it is not recorded. */
  span<T>(name: string, options: SpanOptions, run: Run<T>): Promise<T>;
}

/** Records nothing: spans are places in traces, and nothing else. */
const unrecorded =
  (isSampled?: (traceId: string) => boolean): Recorder['span'] =>
  (_, { parent = {} }, run) =>
    run({ trace: enterTrace(parent, isSampled), set: () => undefined, fail: () => undefined });

export const noRecorder: Recorder = { invocation: unrecorded(), span: unrecorded() };

/** Records the spans of invocations, and sends them when one ends. */
export function createRecorder(options: RecorderOptions): Recorder {
  const current = new AsyncLocalStorage<Active>();

  async function record<T>(
    name: string,
    { kind = SpanKind.INTERNAL, attributes = {}, parent, links = [], isAnswer = () => false }: SpanOptions,
    recording: Recording,
    isFirst: boolean,
    run: Run<T>,
  ): Promise<T> {
    const above = parent ?? current.getStore()?.span.trace ?? {};
    const trace = enterTrace(above, options.isSampled);
    const given: Attributes = { ...attributes };
    let failure: string | undefined;
    const span: ActiveSpan = {
      trace,
      set: (more) => void Object.assign(given, more),
      fail: (errorType) => {
        failure = errorType;
      },
    };
    const start = recording.now();
    try {
      return await current.run({ span, recording }, () => run(span));
    } catch (error) {
      if (!isAnswer(error)) failure = error instanceof Error ? error.name : 'Error';
      throw error;
    } finally {
      const ended: EndedSpan = {
        ...placeOf(trace),
        parentSpanId: parse(above.traceparent)?.spanId,
        isParentRemote: parent !== undefined,
        name,
        kind,
        start,
        end: recording.now(),
        attributes: given,
        links: links.flatMap((link) => (parse(link.traceparent) ? [placeOf(link)] : [])),
        error: failure,
      };
      recording.add(ended, isFirst);
    }
  }

  const outside = unrecorded(options.isSampled);
  return {
    async invocation(name, spanOptions, run) {
      const recording = new Recording(options);
      try {
        return await record(name, spanOptions, recording, true, run);
      } finally {
        const spans = recording.toSend();
        if (spans.length > 0) await options.send(spans).catch(() => undefined);
      }
    },
    span(name, spanOptions, run) {
      const active = current.getStore();
      return active
        ? record(name, spanOptions, active.recording, false, run)
        : outside(name, spanOptions, run);
    },
  };
}

/** @throws TypeError when it is no trace context: what enterTrace returns is one. */
function placeOf({ traceparent, tracestate }: TraceContext): SpanLink {
  const at = parse(traceparent);
  if (!at) throw new TypeError('there is no trace context');
  return { ...at, ...(tracestate && { tracestate }) };
}
