import type { SpanPlace, Trace, TraceSpan } from './types.ts';

/** A span with its children, sorted by time. */
export interface TraceNode {
  span: TraceSpan;
  below: TraceNode[];
  /** Milliseconds from the end of the parent to the start of this span, if it started later: its waiting time. */
  lag?: number;
  /** True if the span is part of another trace: the batch in which the parent was handled. */
  isBatch?: boolean;
}

/** Finds a trace that another one links to. */
export type Lookup = (traceId: string) => Trace | undefined;

/**
 * The spans of a trace as trees. A span with an unknown parent, or with a parent below itself, is a root. A batch in
 * which a message was handled is below the message's span, with everything that happened there.
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
 * The batch that a span links to: the same work at the same time, in a trace of its own. Undefined for a link to
 * something that was over before, such as the write that a message reports.
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

/** A node and all nodes below it, parents first. */
export function* within(...nodes: TraceNode[]): Generator<TraceNode> {
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const one of node.below.toReversed()) waiting.push(one);
  }
}

/**
 * True if `above` is an ancestor of the node. A sender could make up a cycle of parents, so the search stops at a
 * node it has seen.
 */
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
