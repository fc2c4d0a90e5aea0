import type { Drawn, Layout, Placed, Point } from '../map/layout.ts';

const BEND = 6;

/** A line through points, with rounded corners. */
export function rounded(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const [near, far] = [toward(point, before), toward(point, after)];
      return `L${near.x} ${near.y}Q${point.x} ${point.y} ${far.x} ${far.y}`;
    })
    .join('');
}

/** The point between `from` and `to` where the bend begins. */
function toward(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(BEND, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The line of a link that the layout left out: a curve from card to card. */
export function bow({ cards }: Layout, { link }: Drawn): string {
  const find = (id: string) => cards.find(({ card }) => card.node.id === id);
  const [from, to] = [find(link.from), find(link.to)];
  if (!from || !to) return '';
  const down = middle(to).y >= middle(from).y;
  const [start, end] = [side(from, down), side(to, !down)];
  const pull = Math.max(30, Math.abs(end.y - start.y) / 3) * (down ? 1 : -1);
  return `M${start.x} ${start.y}C${start.x} ${start.y + pull} ${end.x} ${end.y - pull} ${end.x} ${end.y}`;
}

const middle = ({ x, y, width, height }: Placed): Point => ({ x: x + width / 2, y: y + height / 2 });
const side = (card: Placed, below: boolean): Point => ({
  x: middle(card).x,
  y: below ? card.y + card.height : card.y,
});
