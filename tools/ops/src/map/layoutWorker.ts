import { parentPort, workerData } from 'node:worker_threads';
import ELK, { type ElkNode } from 'elkjs';
import type { Form } from './layout.ts';

/** ELK's width depends on the order of its input and varies by half: try orders until one is narrow enough. */
const MOST_TRIES = 20;
/** Pixels: for a desktop screen of 1280, and for a phone of 390 at a scale of four fifths. */
const ENOUGH: Record<Form, number> = { wide: 1210, narrow: 430 };

const { form, graph } = workerData as { form: Form; graph: ElkNode };
let best: ElkNode | undefined;
for (let seed = 1; seed <= MOST_TRIES; seed++) {
  const { children = [], edges = [], layoutOptions, ...rest } = structuredClone(graph);
  const found = await new ELK().layout({
    ...rest,
    children: shuffled(children, seed),
    edges: shuffled(edges, seed),
    layoutOptions: { ...layoutOptions, 'elk.randomSeed': String(seed) },
  });
  if (!best || widthOf(found) < widthOf(best)) best = found;
  if (widthOf(best) <= ENOUGH[form]) break;
}
parentPort?.postMessage(best);

function widthOf({ width = 0 }: ElkNode): number {
  return width;
}

/** Returns the same order for the same seed, so that a system looks the same every day. */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  let state = seed;
  // The linear congruential generator of Numerical Recipes.
  const next = () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32);
  return all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
