import type { Overview } from '../console/api.ts';
import type { MapEdge, MapNode, Topology } from '../map/types.ts';
import type { QueueFigures } from '../readers/queues.ts';
import type { Activity } from '../stage/types.ts';

const IDLE: Activity = { perMinute: 0, errors: 0 };

/** The overview's figures for the parts of the map. */
export interface Figures {
  activity(node: MapNode | undefined): Activity;
  queue(node: MapNode): QueueFigures | undefined;
  /** Messages in a queue, visible or in flight; 0 for a node that is not a queue. */
  depth(node: MapNode): number;
  /** True if this function or schedule is switched off, in its template or by hand. */
  isStopped(node: MapNode): boolean;
  /** Runs per minute of the function at an end of the edge; sets the dots that move along it. */
  rate(edge: MapEdge): number;
}

export function figuresOf(overview: Overview, { nodes, edges }: Topology): Figures {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const queues = new Map(overview.queues.map((queue) => [`queue ${queue.name}`, queue]));
  const stopped = new Set(
    overview.notices.flatMap((one) => (one.stopped ? [`function ${one.stopped}`] : [])),
  );
  const behind = (id: string) => edges.filter(({ from, how }) => from === id && how === 'flows');
  const activity = (node: MapNode | undefined): Activity => {
    if (node?.kind === 'edge') {
      const apis = behind(node.id).map(({ to }) => activity(byId.get(to)));
      const sum = (of: keyof Activity) => apis.reduce((total, one) => total + one[of], 0);
      return { perMinute: sum('perMinute'), errors: sum('errors') };
    }
    return (node && overview.activity[node.id.replace(/^(function|api) /, '')]) ?? IDLE;
  };
  const runs = (node: MapNode | undefined) => /^(function|api)$/.test(node?.kind ?? '');
  return {
    activity,
    queue: ({ id }) => queues.get(id),
    depth: ({ id }) => {
      const queue = queues.get(id);
      return queue ? queue.waiting + queue.inFlight : 0;
    },
    isStopped: ({ id, off }) => Boolean(off) || stopped.has(id),
    rate: ({ from, to }) => {
      const ends = [byId.get(to), byId.get(from)].filter(runs);
      if (ends.length > 0) return activity(ends[0]).perMinute;
      return Math.max(0, ...behind(to).map((edge) => activity(byId.get(edge.to)).perMinute));
    },
  };
}
