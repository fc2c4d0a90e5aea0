import { readTopology } from '../map/topology.ts';
import type { MapNode, Topology } from '../map/types.ts';
import type { LogLine, Stage } from '../stage/types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST = 20;

/**
 * The last errors that a function logged within a day, the newest first.
 *
 * @throws Error when the stage has no such function
 */
export async function readErrors(stage: Stage, functionName: string): Promise<LogLine[]> {
  const topology = readTopology(stage);
  const node = topology.nodes.find(({ id }) => id === `function ${functionName}`);
  if (!node) throw new Error(`There is no function "${functionName}"`);
  const lines = await stage.sources.findLines('"ERROR"', new Date(Date.now() - DAY_MS), functionName);
  const isOfFunction = ofFunction(topology, node);
  return lines
    .filter((line) => line.level === 'ERROR' && (line.source === functionName || isOfFunction(line)))
    .slice(-MOST)
    .reverse();
}

/** On a laptop, a service's functions share a log file. A line names its function, step, route or source queue. */
function ofFunction({ nodes, edges }: Topology, { id, name }: MapNode): (line: LogLine) => boolean {
  const into = edges.filter(({ to, how }) => to === id && how === 'flows');
  const routes = into.flatMap(({ what = [] }) => what);
  const queues = into.map(({ from }) => nodes.find((one) => one.id === from)?.id.replace('queue ', ''));
  return ({ fields }) => {
    const { function: invoked, step, route, queue } = fields as Record<string, string | undefined>;
    if (invoked === name || step === name) return true;
    return (route !== undefined && routes.includes(route)) || (queue !== undefined && queues.includes(queue));
  };
}
