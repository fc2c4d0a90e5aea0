import type { MapEdge, MapNode, NodeKind, Topology } from './types.ts';

/** One box of the map: a node, the functions that only it starts, and the dead-letter queues that only they fill. */
export interface Card {
  node: MapNode;
  /** Functions behind an API, tasks of a workflow, the consumer of a queue. */
  rows: MapNode[];
  dlqs: MapNode[];
}

/** A line between two cards. */
export interface Link {
  from: string;
  to: string;
  how: MapEdge['how'];
  /** True if it leads from a caller down to what it causes; false if it only reads, or leads back up. */
  forward: boolean;
  /** The edges behind the line; a row of a card may be an end of one. */
  edges: MapEdge[];
}

export interface Drawing {
  cards: Card[];
  links: Link[];
}

/**
 * Groups a topology for drawing: each node is on exactly one card. Cards are sorted by name, independent of the
 * stage.
 */
export function toDrawing(topology: Topology): Drawing {
  const orderOf = ({ kind, service, name }: MapNode) => `${kind} ${service} ${name}`;
  const nodes = topology.nodes.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  const placeOf = ({ from, to }: MapEdge) => (place.get(from) ?? 0) * nodes.length + (place.get(to) ?? 0);
  const edges = topology.edges.toSorted((a, b) => placeOf(a) - placeOf(b));
  const holderOf = ({ id, kind }: MapNode): string | undefined => {
    const how = HELD_BY[kind];
    const sources = edges.filter((edge) => edge.to === id && edge.how === how);
    return sources.length === 1 ? sources[0]?.from : undefined;
  };
  const holders = new Map(nodes.map((node) => [node.id, holderOf(node)]));
  const cardOf = (id: string): string => {
    const holder = holders.get(id);
    return holder === undefined || holder === id ? id : cardOf(holder);
  };
  const cards = nodes
    .filter(({ id }) => cardOf(id) === id)
    .map((node) => {
      const held = nodes.filter(({ id }) => id !== node.id && cardOf(id) === node.id);
      const of = (wanted: NodeKind) => held.filter(({ kind }) => kind === wanted);
      return { node, rows: of('function'), dlqs: of('dlq') };
    });
  return { cards, links: toLinks(edges, cardOf) };
}

/** A function is drawn on the card of its only trigger, a dead-letter queue on the card of its only source. */
const HELD_BY: Partial<Record<NodeKind, MapEdge['how']>> = { function: 'flows', dlq: 'fails' };

/** Three or more functions take one line each; one or two, which consume a queue or a stream, take two lines each. */
export const isLined = ({ rows }: Pick<Card, 'rows'>): boolean => rows.length > 2;

/** The cards of one service, and the cards that they are linked to, except by reads. */
export function ofService({ cards, links }: Drawing, service: string): Drawing {
  const own = cards.filter(({ node, rows }) => [node, ...rows].some((one) => one.service === service));
  const ids = new Set(own.map(({ node }) => node.id));
  const near = links.filter(({ from, to, how }) => how !== 'reads' && (ids.has(from) || ids.has(to)));
  for (const { from, to } of near) ids.add(from).add(to);
  return {
    cards: cards.filter(({ node }) => ids.has(node.id)),
    links: links.filter((link) => near.includes(link)),
  };
}

const RANK: MapEdge['how'][] = ['flows', 'fails', 'writes', 'reads'];

function toLinks(edges: readonly MapEdge[], cardOf: (id: string) => string): Link[] {
  const links = new Map<string, Link>();
  for (const edge of edges) {
    const [from, to] = [cardOf(edge.from), cardOf(edge.to)];
    if (from === to) continue;
    const key = `${from}>${to}`;
    const link = links.get(key) ?? { from, to, how: edge.how, forward: false, edges: [] };
    links.set(key, link);
    link.edges.push(edge);
    if (RANK.indexOf(edge.how) < RANK.indexOf(link.how)) link.how = edge.how;
  }
  const all = [...links.values()];
  for (const link of withTheFlow(all)) link.forward = true;
  return all;
}

/**
 * The links that define the order of the cards: flows and fails first, then writes; those that cause most come first.
 * A link that would close a cycle is left out.
 */
function withTheFlow(links: readonly Link[]): Link[] {
  const next = new Map<string, string[]>();
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(from)) return seen;
    seen.add(from);
    for (const one of next.get(from) ?? []) reached(one, seen);
    return seen;
  };
  const take = (how: Link['how']) => {
    const caused = new Map(links.map(({ to }) => [to, reached(to).size]));
    return links
      .filter((link) => link.how === how)
      .sort((a, b) => (caused.get(b.to) ?? 0) - (caused.get(a.to) ?? 0))
      .filter(({ from, to }) => {
        if (reached(to).has(from)) return false;
        next.set(from, [...(next.get(from) ?? []), to]);
        return true;
      });
  };
  return [...take('flows'), ...take('fails'), ...take('writes')];
}
