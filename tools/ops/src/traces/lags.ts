import { type Lookup, type TraceNode, treesOf, within } from './traceTree.ts';
import type { Hop, Lag, Trace, TraceSpan } from './types.ts';

/** Milliseconds. */
export const LAG_BOUNDS = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];

/** Of those that are kept; the first of a busy copy are as good as the last. */
const MOST_TRACES = 500;

const WRITES = /^(Put|Update|Delete|Transact|BatchWrite|BatchExecute|Execute)/;

/** `orderflow-orders-local-reserveStock` is reserveStock. */
export const shortName = (name: string): string => name.replace(/^orderflow-[a-z0-9]+-[\w-]+-(?=\w+$)/, '');

/**
 * How late each hop was, in these traces: from the end of a write until its event is handed to the topic, from there until a
 * consumer begins with it, and from there until the consumer's last write is done.
 */
export function lagsOf(traces: Iterable<Trace>, lookup: Lookup): Lag[] {
  const published = new Map<string, TraceSpan>();
  const received: Received[] = [];
  const lags = new Map<string, { hop: Hop; by: string; values: number[] }>();
  const add = (hop: Hop, by: string, ms: number) => {
    const key = `${hop} ${by}`;
    const lag = lags.get(key) ?? { hop, by, values: [] };
    lags.set(key, lag);
    lag.values.push(Math.max(0, ms));
  };
  let seen = 0;
  for (const trace of traces) {
    if (seen++ === MOST_TRACES) break;
    const spans = new Map(trace.spans.map((span) => [span.spanId, span]));
    for (const node of within(...treesOf(trace, lookup))) {
      if (node.isBatch) continue;
      const { span } = node;
      const parent = spans.get(span.parentSpanId ?? '');
      const eventId = span.attributes['cloudevents.event_id'];
      if (span.kind === 'producer' && eventId) {
        if (!published.has(eventId)) published.set(eventId, span);
        if (parent) add('write to publish', typeOf(span), span.start - parent.end);
      } else if (span.kind === 'consumer' && isMessage(span)) {
        received.push({ span, parent, eventId, ...workOf(node) });
      }
    }
  }
  for (const { span, parent, eventId, begin, commit } of received) {
    const by = consumerOf(span);
    const sent = (eventId && published.get(eventId)) || (eventId ? undefined : parent);
    if (sent && sent.start <= begin) add('publish to receive', by, begin - sent.end);
    if (commit !== undefined) add('receive to commit', by, commit - begin);
  }
  return [...lags.values()].map(toLag).sort((one, other) => compare(one, other));
}

interface Received {
  span: TraceSpan;
  parent: TraceSpan | undefined;
  eventId: string | undefined;
  begin: number;
  commit: number | undefined;
}

/** Of a queue or of Kinesis, and no batch of many; the reader of a table's stream publishes, and that is the hop before. */
const isMessage = ({ name, attributes }: TraceSpan): boolean =>
  !/ stream$/.test(name) &&
  attributes['messaging.destination.name'] !== undefined &&
  !(Number(attributes['messaging.batch.message_count'] ?? 1) > 1);

const typeOf = ({ attributes, name }: TraceSpan): string => attributes['cloudevents.event_type'] ?? name;

const consumerOf = ({ source, attributes }: TraceSpan): string =>
  shortName(attributes['faas.name'] ?? source) || (attributes['messaging.destination.name'] ?? '');

/** When a consumer began, alone or with a batch, and when its last write to a table was done. */
function workOf(node: TraceNode): { begin: number; commit: number | undefined } {
  const batch = node.below.find(({ isBatch }) => isBatch);
  const writes = [...within(node)]
    .map(({ span }) => span)
    .filter(
      ({ kind, attributes }) => kind === 'client' && WRITES.test(attributes['db.operation.name'] ?? ''),
    );
  return {
    begin: Math.min(node.span.start, batch?.span.start ?? Number.POSITIVE_INFINITY),
    commit: writes.length > 0 ? Math.max(...writes.map(({ end }) => end)) : undefined,
  };
}

function toLag({ hop, by, values }: { hop: Hop; by: string; values: number[] }): Lag {
  const sorted = values.toSorted((one, other) => one - other);
  const histogram = new Array<number>(LAG_BOUNDS.length + 1).fill(0);
  for (const value of sorted) {
    const at = LAG_BOUNDS.findIndex((bound) => value <= bound);
    const slot = at === -1 ? LAG_BOUNDS.length : at;
    histogram[slot] = (histogram[slot] ?? 0) + 1;
  }
  const share = (of: number) => sorted[Math.max(0, Math.ceil(of * sorted.length) - 1)] ?? 0;
  return { hop, by, count: sorted.length, p50: share(0.5), p95: share(0.95), histogram };
}

const HOPS: Hop[] = ['write to publish', 'publish to receive', 'receive to commit'];
const compare = (one: Lag, other: Lag): number =>
  HOPS.indexOf(one.hop) - HOPS.indexOf(other.hop) || one.by.localeCompare(other.by);
