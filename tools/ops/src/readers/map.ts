import { type Drawing, ofService, toDrawing } from '../map/cards.ts';
import { type Form, type Layout, layOut, SIZES } from '../map/layout.ts';
import { readTopology } from '../map/topology.ts';
import type { Topology } from '../map/types.ts';
import type { Stage } from '../stage/types.ts';

/** The system with its layout. */
export interface SystemMap extends Topology {
  /** The services that can be drawn alone. */
  services: string[];
  /** The service that is drawn alone; empty if all are drawn. */
  service: string;
  form: Form;
  layout: Layout;
}

const layouts = new WeakMap<Topology, Map<string, Promise<Layout>>>();

/**
 * The whole system, or one service with its neighbours. The narrow form draws the first service if none is named.
 * Each drawing is laid out once.
 *
 * @throws Error for an unknown form
 */
export async function readMap(stage: Stage, form: string, service: string): Promise<SystemMap> {
  if (!Object.hasOwn(SIZES, form))
    throw new Error(`A map is ${Object.keys(SIZES).join(' or ')}, not "${form}"`);
  const topology = readTopology(stage);
  const services = [
    ...new Set(topology.nodes.filter(({ kind }) => kind === 'function').map((one) => one.service)),
  ];
  const whole = toDrawing(topology);
  const known = layouts.get(topology) ?? new Map<string, Promise<Layout>>();
  layouts.set(topology, known);
  const shown = services.includes(service) ? service : form === 'narrow' ? (services[0] ?? '') : '';
  const key = `${form} ${shown}`;
  const drawing: Drawing = shown ? ofService(whole, shown) : whole;
  const layout = known.get(key) ?? layOut(drawing, form as Form);
  known.set(key, layout);
  layout.catch(() => known.delete(key));
  return { ...topology, services, service: shown, form: form as Form, layout: await layout };
}
