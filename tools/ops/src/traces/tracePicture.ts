import { says } from './traceStore.ts';
import { type Lookup, type TraceNode, treesOf } from './traceTree.ts';
import type { Trace, TracePicture, TraceRow, TraceSummary } from './types.ts';

/** More rows than anybody reads; an import has a span for each of its rows. */
const MOST_ROWS = 500;
/** A trace with no more spans than this is drawn whole. */
const SMALL = 100;

/** @param about text; of a large trace, only the spans that contain it are drawn, with their ancestors and descendants */
export function pictureOf(trace: Trace, lookup: Lookup, about?: string): TracePicture {
  const start = Math.min(...trace.spans.map((span) => span.start));
  const all = rowsOf(treesOf(trace, lookup), start);
  const wanted = about && all.length > SMALL ? aboutOnly(all, about) : all;
  const rows = wanted.slice(0, MOST_ROWS);
  const ms = Math.max(0, ...rows.map((row) => row.from + row.ms));
  return { traceId: trace.traceId, start, ms, rows, left: trace.left + all.length - rows.length };
}

function rowsOf(trees: TraceNode[], begin: number): TraceRow[] {
  const rows: TraceRow[] = [];
  const waiting = trees.toReversed().map((node) => ({ node, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    const { traceId, spanId, name, source, kind, attributes, links, start, end, error } = node.span;
    const drawn = new Set(node.below.filter(({ isBatch }) => isBatch).map(({ span }) => span.spanId));
    rows.push({
      ...{ traceId, spanId, name, source, kind, attributes, depth },
      from: start - begin,
      ms: end - start,
      ...(node.lag !== undefined && { lag: node.lag }),
      ...(error && { error }),
      isBatch: Boolean(node.isBatch),
      // A batch links to all of its messages; the other messages do not matter here.
      links: node.isBatch ? [] : links.filter((link) => !drawn.has(link.spanId)),
    });
    for (const one of node.below.toReversed()) waiting.push({ node: one, depth: depth + 1 });
  }
  return rows;
}

/** The rows that contain a text, with those above and below them. */
function aboutOnly(rows: TraceRow[], text: string): TraceRow[] {
  const isKept = new Array<boolean>(rows.length).fill(false);
  /** The ancestors of the current row. */
  const above: number[] = [];
  let belowDepth = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    above.length = row.depth;
    if (row.depth <= belowDepth) belowDepth = Number.POSITIVE_INFINITY;
    if (belowDepth === Number.POSITIVE_INFINITY && says(row, text)) {
      belowDepth = row.depth;
      for (const one of above) isKept[one] = true;
    }
    isKept[index] ||= belowDepth !== Number.POSITIVE_INFINITY;
    above.push(index);
  }
  const kept = rows.filter((_, index) => isKept[index]);
  return kept.length > 0 ? kept : rows;
}

export function summaryOf({ traceId, spans, left }: Trace): TraceSummary {
  const [first] = spans;
  const start = first?.start ?? 0;
  const failed = spans.filter(({ error }) => error).map(({ name }) => name);
  return {
    traceId,
    name: first?.name ?? '',
    source: first?.source ?? '',
    start,
    ms: Math.max(start, ...spans.map(({ end }) => end)) - start,
    spans: spans.length + left,
    failed: [...new Set(failed)].slice(0, 5),
  };
}
