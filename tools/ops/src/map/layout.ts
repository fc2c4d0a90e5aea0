import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import { type Card, type Drawing, isLined, type Link } from './cards.ts';

/** Pixels of a card's parts, shared with the page. On a narrow card, chips are stacked. */
export interface Sizes {
  width: number;
  head: number;
  /** A consumer: its name, with its figures below. */
  row: number;
  /** One function of a long list. */
  line: number;
  chips: number;
}

/** For a desktop screen and for a phone. */
export const SIZES = {
  wide: { width: 164, head: 46, row: 42, line: 24, chips: 32 },
  narrow: { width: 150, head: 46, row: 42, line: 24, chips: 32 },
} satisfies Record<string, Sizes>;
export type Form = keyof typeof SIZES;

export interface Point {
  x: number;
  y: number;
}

export interface Placed extends Point {
  card: Card;
  width: number;
  height: number;
}

/** A link with the points of its line; no points if it runs against the flow or only reads. */
export interface Drawn {
  link: Link;
  points: Point[];
}

export interface Layout {
  width: number;
  height: number;
  sizes: Sizes;
  cards: Placed[];
  links: Drawn[];
}

const OPTIONS: Record<string, string> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.separateConnectedComponents': 'false',
  'elk.padding': '[top=2,left=2,bottom=2,right=2]',
  'elk.spacing.nodeNode': '14',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.edgeEdge': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '32',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '7',
  'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS',
  'elk.layered.compaction.postCompaction.strategy': 'EDGE_LENGTH',
};

const MORE: Record<Form, Record<string, string>> = {
  wide: {},
  // Two cards side by side, whatever the height.
  narrow: {
    'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
    'elk.layered.layering.coffmanGraham.layerBound': '2',
    'elk.spacing.nodeNode': '10',
    'elk.spacing.edgeNode': '7',
    'elk.spacing.edgeEdge': '5',
  },
};

/** Computes the place of each card and the path of each line: callers at the top, what they cause below them. */
export async function layOut({ cards, links }: Drawing, form: Form): Promise<Layout> {
  const sizes = SIZES[form];
  const graph = await arrange(form, {
    id: 'map',
    layoutOptions: { ...OPTIONS, ...MORE[form] },
    children: cards.map((card) => ({ id: card.node.id, ...sizeOf(card, form) })),
    edges: links
      .filter(({ forward }) => forward)
      .map(({ from, to }) => ({ id: `${from}>${to}`, sources: [from], targets: [to] })),
  });
  const { width = 0, height = 0, children = [], edges = [] } = graph;
  const placed = new Map(children.map((one) => [one.id, one]));
  const points = new Map(edges.map((one) => [one.id, pointsOf(one)]));
  return {
    width,
    height,
    sizes,
    cards: cards.map((card) => {
      const { x = 0, y = 0, width = 0, height = 0 } = placed.get(card.node.id) ?? {};
      return { card, x, y, width, height };
    }),
    links: links.map((link) => ({ link, points: points.get(`${link.from}>${link.to}`) ?? [] })),
  };
}

/** ELK takes a second or two and tens of megabytes, so it runs in a worker thread, which ends afterwards. */
async function arrange(form: Form, graph: ElkNode): Promise<ElkNode> {
  const worker = new Worker(join(import.meta.dirname, 'layoutWorker.ts'), { workerData: { form, graph } });
  const [arranged] = await once(worker, 'message');
  return arranged as ElkNode;
}

function sizeOf(card: Card, form: Form): { width: number; height: number } {
  const { width, head, row, line, chips } = SIZES[form];
  const rows = isLined(card) ? card.rows.length * line + 8 : card.rows.length * row;
  const chipLines = Math.ceil(card.dlqs.length / (form === 'wide' ? 2 : 1));
  return { width, height: head + rows + chipLines * chips };
}

const pointsOf = ({ sections = [] }: ElkExtendedEdge): Point[] =>
  sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
