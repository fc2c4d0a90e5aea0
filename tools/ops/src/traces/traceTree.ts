import type { SpanPlace, Trace, TraceSpan } from './types.ts';

/** A span with what is below it, in the order of time. */
export interface TraceNode {
  span: TraceSpan;
  below: TraceNode[];
  /** Milliseconds between the end of the span above and its beginning, where it began after that: it has waited. */
  lag?: number;
  /** It is of another trace: that of a batch, in which the span above was handled. */
  isBatch?: boolean;
}

/** Finds a trace that another one links to. */
export type Lookup = (traceId: string) => Trace | undefined;

/**
 * The spans of a trace as trees. A span whose parent is not known, or is below itself, is a root. The batch in which
 * something was handled stands below it with all that happened there.
 */
export function treesOf(trace: Trace, lookup: Lookup = () => undefined): TraceNode[] {
  const { nodes, roots } = nodesOf(trace);
  const drawn = new Set<string>();
  for (const node of nodes.values()) {
    for (const link of node.span.links) {
      const batch = drawn.has(link.spanId) ? undefined : batchOf(node.span, link, lookup);
      if (!batch) continue;
      drawn.add(link.spanId);
      node.below.push(batch);
      node.below.sort((one, other) => one.span.start - other.span.start);
    }
  }
  return roots;
}

function nodesOf({ spans }: Trace): { nodes: Map<string, TraceNode>; roots: TraceNode[] } {
  const nodes = new Map(spans.map((span) => [span.spanId, { span, below: [] } as TraceNode]));
  const roots: TraceNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.span.parentSpanId ?? '');
    if (!parent || isBelow(parent, node, nodes)) {
      roots.push(node);
      continue;
    }
    parent.below.push(node);
    const lag = node.span.start - parent.span.end;
    if (lag > 0) node.lag = lag;
  }
  return { nodes, roots };
}

/**
 * What a span links to, where that is the same work at the same time in a trace of its own. What was over before, such as the
 * write that a message tells of, is none.
 */
function batchOf(
  { traceId, name, start, end }: TraceSpan,
  link: SpanPlace,
  lookup: Lookup,
): TraceNode | undefined {
  const other = link.traceId === traceId ? undefined : lookup(link.traceId);
  const found = other && nodesOf(other).nodes.get(link.spanId);
  if (!found || found.span.name !== name || found.span.start > end || found.span.end < start)
    return undefined;
  for (const node of within(found)) node.isBatch = true;
  return found;
}

/** A node and all below it, each above what is below it. */
export function* within(...nodes: TraceNode[]): Generator<TraceNode> {
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const one of node.below.toReversed()) waiting.push(one);
  }
}

/** Whether a span is one of those above another, which a sender could have made up: no circle ends. */
function isBelow(node: TraceNode, above: TraceNode, nodes: Map<string, TraceNode>): boolean {
  const seen = new Set<TraceNode>();
  for (
    let at: TraceNode | undefined = node;
    at && !seen.has(at);
    at = nodes.get(at.span.parentSpanId ?? '')
  ) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}
