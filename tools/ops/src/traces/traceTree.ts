import type { Trace, TraceSpan } from './types.ts';

/** A span with what is below it, in the order of time. */
export interface TraceNode {
  span: TraceSpan;
  below: TraceNode[];
  /** Milliseconds between the end of the span above and its beginning, where it began after that: it has waited. */
  lag?: number;
}

/** The spans of a trace as trees. A span whose parent is not known, or is below itself, is a root. */
export function treesOf({ spans }: Trace): TraceNode[] {
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
  return roots;
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

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** A trace as a tree to be printed: when each span began, how long it took, and how long it had waited. */
export function printTrace(trace: Trace): string {
  const begin = Math.min(...trace.spans.map(({ start }) => start));
  const lines: string[] = [`trace ${trace.traceId}`];
  const waiting = treesOf(trace)
    .toReversed()
    .map((node) => ({ node, prefix: '', branch: '' }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, prefix, branch } = next;
    const { span, lag, below } = node;
    const parts = [
      `${prefix}${branch}${span.name}`,
      `${span.source}`,
      `+${ms(span.start - begin)}`,
      ms(span.end - span.start),
      ...(lag === undefined ? [] : [`waited ${ms(lag)}`]),
      ...(span.error ? [`failed: ${span.error}`] : []),
      ...span.links.map(({ traceId }) => `-> trace ${traceId}`),
    ];
    lines.push(parts.map((part) => part.replace(/\p{C}/gu, '?')).join('  '));
    const inner = prefix + (branch === '' ? '' : branch === '└ ' ? '  ' : '│ ');
    const last = below.at(-1);
    for (const one of below.toReversed())
      waiting.push({ node: one, prefix: inner, branch: one === last ? '└ ' : '├ ' });
  }
  if (trace.left > 0) lines.push(`and ${trace.left} spans more`);
  return `${lines.join('\n')}\n`;
}
