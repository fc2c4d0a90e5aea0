import { shortName } from './shortNames.ts';
import { type Lookup, type TraceNode, treesOf } from './traceTree.ts';
import type { Hop, Lag, Trace, TraceSpan } from './types.ts';

/** Milliseconds. */
export const LAG_BOUNDS = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];

/** The latest traces; more of them would not change the picture. */
const MOST_TRACES = 500;

const WRITES = /^(Put|Update|Delete|Transact|BatchWrite|BatchExecute|Execute)/;

/**
 * How late each hop was in these traces: from the end of a write to its event's publication, from there to the start
 * of a consumer, alone or in a batch, and from there to the end of the consumer's last write.
 */
export function lagsOf(traces: Iterable<Trace>, lookup: Lookup): Lag[] {
  const published = new Map<string, number>();
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
    for (const { node, above } of withParents(treesOf(trace, lookup))) {
      const { span } = node;
      const eventId = span.attributes[EVENT_ID];
      if (eventId && publishes(span)) {
        const at = lastOf(node, isSend) ?? span.end;
        if (!published.has(eventId)) published.set(eventId, at);
        if (above) add('write to publish', typeOf(span), at - writtenAt(above, span.start));
      } else if (isMessage(span)) {
        received.push({
          span,
          eventId,
          sentAt: above?.span.end,
          begin: beginOf(node),
          commit: lastOf(node, isWrite),
        });
      }
    }
  }
  for (const { span, eventId, sentAt, begin, commit } of received) {
    const since = eventId ? published.get(eventId) : sentAt;
    if (since !== undefined) add('publish to receive', shortName(span.source), begin - since);
    if (commit !== undefined) add('receive to commit', shortName(span.source), commit - begin);
  }
  return [...lags.values()].map(toLag).sort((one, other) => compare(one, other));
}

interface Received {
  span: TraceSpan;
  eventId: string | undefined;
  /** End of the span that sent it; absent if unknown. */
  sentAt: number | undefined;
  begin: number;
  commit: number | undefined;
}

const EVENT_ID = 'cloudevents.event_id';

/** Spans with their parents. Spans of a batch are skipped: they belong to other messages, too. */
function* withParents(trees: TraceNode[]): Generator<{ node: TraceNode; above?: TraceNode }> {
  const waiting: { node: TraceNode; above?: TraceNode }[] = trees.map((node) => ({ node }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const node of next.node.below) if (!node.isBatch) waiting.push({ node, above: next.node });
  }
}

/** True for a span that publishes an event: the reader of a table's stream, or a producer. */
const publishes = ({ name, kind }: TraceSpan): boolean =>
  kind === 'producer' || (kind === 'consumer' && / stream$/.test(name));

/** True for one message of a queue or of Kinesis. In a batch of several, each message has its own span. */
const isMessage = ({ kind, attributes }: TraceSpan): boolean =>
  kind === 'consumer' &&
  attributes['messaging.destination.name'] !== undefined &&
  !(Number(attributes['messaging.batch.message_count'] ?? 1) > 1);

const typeOf = ({ attributes, name }: TraceSpan): string => attributes['cloudevents.event_type'] ?? name;

const isWrite = ({ kind, attributes }: TraceSpan): boolean =>
  kind === 'client' && WRITES.test(attributes['db.operation.name'] ?? '');
const isSend = ({ kind }: TraceSpan): boolean => kind === 'producer';

/** The calls that were made in the work of a span, alone or in its batch, without the work that followed from it. */
function* callsOf(node: TraceNode): Generator<TraceSpan> {
  const waiting = [...node.below];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { span, isBatch, below } = next;
    const isOwn = span.kind === 'internal' || (isBatch && span.name === node.span.name);
    if (isOwn) waiting.push(...below);
    else yield span;
  }
}

/** End of the last such call of a span. */
function lastOf(node: TraceNode, isSuch: (span: TraceSpan) => boolean, before = Number.POSITIVE_INFINITY) {
  const ends = [...callsOf(node)].filter((span) => isSuch(span) && span.end <= before).map(({ end }) => end);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** Time of the write that an event reports: the span of a request ends later than its write. */
const writtenAt = (above: TraceNode, before: number): number =>
  lastOf(above, isWrite, before) ?? Math.min(above.span.end, before);

const beginOf = ({ span, below }: TraceNode): number =>
  Math.min(span.start, ...below.filter(({ isBatch }) => isBatch).map((batch) => batch.span.start));

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
