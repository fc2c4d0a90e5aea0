import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, type EndedSpan, SpanKind, type SpanLink } from './span.ts';
import { type Entered, enterTrace, parse, SAMPLED, type TraceContext } from './traceContext.ts';

export interface SpanOptions {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Default: the span that it is begun in. */
  parent?: TraceContext | undefined;
  /** True (default) if the parent decides whether the trace is sampled. A stranger must not: sampling costs money. */
  isParentTrusted?: boolean;
  /** Other causes beside the parent, up to MAX_LINKS. A trace that begins here is sampled if one of these is. */
  links?: readonly TraceContext[];
  /** True if a thrown error is a normal answer, such as a failed condition. */
  isAnswer?(error: unknown): boolean;
}

/** A span that has not ended. */
export interface ActiveSpan {
  /** The trace context for follow-up work. */
  readonly trace: Entered;
  set(attributes: Attributes): void;
  /** Marks it as failed without a thrown error. */
  fail(errorType: string): void;
  /** Drops it, because nothing has happened after all. */
  discard(): void;
  /** Runs something whose spans are below this one. */
  within<T>(run: () => Promise<T>): Promise<T>;
}

/** A span that its owner must end. */
export interface OpenSpan extends ActiveSpan {
  end(): void;
}

export interface RecorderOptions {
  isSampled(traceId: string): boolean;
  /** Its errors are swallowed: no answer fails because of a trace. */
  send(spans: readonly EndedSpan[]): Promise<unknown>;
  /** The most spans of one invocation. Further ones are only counted, in the invocation's own span. */
  maxSpans?: number;
  /** The most spans of one name in one invocation, except failed ones: a chunk's thousandth insert tells nothing new. */
  maxAlike?: number;
  now?: () => number;
}

type Run<T> = (span: ActiveSpan) => Promise<T>;

/** OpenTelemetry's default limit. */
const MAX_LINKS = 128;

/** Monotonic milliseconds. `performance` works, too, but its first use loads it: a millisecond of a cold start. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

/**
 * Monotonic milliseconds since 1970, anchored again in each invocation: the monotonic clock may stand still while the
 * environment is frozen between two of them.
 */
function anchoredClock(): () => number {
  const ahead = Date.now() - monotonic();
  return () => ahead + monotonic();
}

interface Active {
  trace: Entered;
  recording: Recording;
}

/** The spans of one invocation. */
class Recording {
  readonly now: () => number;
  readonly #max: number;
  readonly #maxAlike: number;
  readonly #alike = new Map<string, number>();
  readonly #ended: EndedSpan[] = [];
  #dropped = 0;

  constructor({ maxSpans = 256, maxAlike = 100, now = anchoredClock() }: RecorderOptions) {
    this.#max = maxSpans;
    this.#maxAlike = maxAlike;
    this.now = now;
  }

  /** @param isFirst the span of the invocation itself, which is never left out. */
  add(span: EndedSpan, isFirst: boolean): void {
    if (isFirst) {
      const attributes = this.#dropped ? { 'orderflow.spans.dropped': this.#dropped } : {};
      this.#ended.push({ ...span, attributes: { ...span.attributes, ...attributes } });
    } else if (this.#hasRoomFor(span)) this.#ended.push(span);
    else this.#dropped++;
  }

  #hasRoomFor({ name, error }: EndedSpan): boolean {
    const alike = (this.#alike.get(name) ?? 0) + 1;
    this.#alike.set(name, alike);
    return this.#ended.length < this.#max - 1 && (alike <= this.#maxAlike || error !== undefined);
  }

  /** The spans of sampled traces, and of traces in which something failed here. The latter are sampled from now on. */
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
  /** Runs something as a span of the current invocation. Outside of an invocation it is not recorded. */
  span<T>(name: string, options: SpanOptions, run: Run<T>): Promise<T>;
  /** Begins such a span. */
  open(name: string, options: SpanOptions): OpenSpan;
}

/** Records nothing: its spans are only trace contexts. */
function unrecorded(isSampled?: (traceId: string) => boolean): Recorder {
  const enterUnrecorded = ({ parent = {}, ...options }: SpanOptions) =>
    // A recorder that decides nothing passes on the decision of others: W3C Trace Context, section 3.2.2.5.1.
    isSampled ? enter(parent, options, isSampled) : enterTrace(parent);
  const open: Recorder['open'] = (_, options) => ({
    trace: enterUnrecorded(options),
    set: () => undefined,
    fail: () => undefined,
    discard: () => undefined,
    within: (run) => run(),
    end: () => undefined,
  });
  const run: Recorder['span'] = (name, options, run) => run(open(name, options));
  return { invocation: run, span: run, open };
}

export const noRecorder: Recorder = unrecorded();

function enter(
  parent: TraceContext,
  { isParentTrusted = true, links = [] }: SpanOptions,
  isSampled: (traceId: string) => boolean,
): Entered {
  const linked = links.map(({ traceparent }) => parse(traceparent)).filter((link) => link !== undefined);
  const bySome = () => linked.some(({ flags }) => (flags & SAMPLED) !== 0);
  return enterTrace(parent, linked.length > 0 ? bySome : isSampled, isParentTrusted);
}

/** Records the spans of invocations, and sends them when one ends. */
export function createRecorder(options: RecorderOptions): Recorder {
  const current = new AsyncLocalStorage<Active>();
  const outside = unrecorded(options.isSampled);

  function begin(recording: Recording, isFirst: boolean, name: string, spanOptions: SpanOptions): OpenSpan {
    const { kind = SpanKind.INTERNAL, attributes = {}, parent, links = [] } = spanOptions;
    const above = parent ?? current.getStore()?.trace ?? {};
    const trace = enter(above, spanOptions, options.isSampled);
    const given: Attributes = { ...attributes };
    let failure: string | undefined;
    let isDiscarded = false;
    const start = recording.now();
    return {
      trace,
      set: (more) => void Object.assign(given, more),
      fail: (errorType) => {
        failure = errorType;
      },
      discard: () => {
        isDiscarded = true;
      },
      within: (run) => current.run({ trace, recording }, run),
      end() {
        if (isDiscarded) return;
        const ended: EndedSpan = {
          ...placeOf(trace),
          parentSpanId: parse(above.traceparent)?.spanId,
          isParentRemote: parse(parent?.traceparent) !== undefined,
          name,
          kind,
          start,
          end: recording.now(),
          attributes: given,
          links: links
            .filter((link) => parse(link.traceparent))
            .slice(0, MAX_LINKS)
            .map(placeOf),
          error: failure,
        };
        recording.add(ended, isFirst);
      },
    };
  }

  async function record<T>(span: OpenSpan, { isAnswer = () => false }: SpanOptions, run: Run<T>): Promise<T> {
    try {
      return await span.within(() => run(span));
    } catch (error) {
      if (!isAnswer(error)) span.fail(error instanceof Error ? error.name : 'Error');
      throw error;
    } finally {
      span.end();
    }
  }

  function open(name: string, spanOptions: SpanOptions): OpenSpan {
    const active = current.getStore();
    return active ? begin(active.recording, false, name, spanOptions) : outside.open(name, spanOptions);
  }

  return {
    async invocation(name, spanOptions, run) {
      const recording = new Recording(options);
      try {
        return await record(begin(recording, true, name, spanOptions), spanOptions, run);
      } finally {
        const spans = recording.toSend();
        if (spans.length > 0) await options.send(spans).catch(() => undefined);
      }
    },
    span: (name, spanOptions, run) => record(open(name, spanOptions), spanOptions, run),
    open,
  };
}

/** @throws TypeError when it is not a trace context. The result of enterTrace always is one. */
function placeOf({ traceparent, tracestate }: TraceContext): SpanLink {
  const at = parse(traceparent);
  if (!at) throw new TypeError('there is no trace context');
  return { ...at, ...(tracestate && { tracestate }) };
}
