import { useState } from 'preact/hooks';
import type { Drawn, Layout } from '../map/layout.ts';
import type { MapNode } from '../map/types.ts';
import type { Figures } from './figures.ts';
import { html } from './html.ts';
import { MapCard } from './mapCard.ts';
import { moveByArrow } from './mapKeys.ts';
import { bow, rounded } from './mapLines.ts';

interface Props {
  layout: Layout;
  figures: Figures;
  /** Available width in pixels. */
  room: number;
  open(node: MapNode): void;
}

/** Smallest scale at which names are readable; below it, the map scrolls instead. */
const SMALLEST = 0.75;

/** The system as a graph: cards from callers down to what they cause, and the traffic between them. */
export function SystemMap({ layout, figures, room, open }: Props) {
  const { width, height, cards, links, sizes } = layout;
  const [current, setCurrent] = useState('');
  const [lit, setLit] = useState('');
  const scale = Math.max(SMALLEST, Math.min(1, room / width));
  const first = [...cards].sort((a, b) => a.y - b.y || a.x - b.x)[0]?.card.node.id ?? '';
  const known = cards.some(({ card }) =>
    [card.node, ...card.rows, ...card.dlqs].some(({ id }) => id === current),
  );
  const enter = (event: Event) => {
    const target = event.target as HTMLElement;
    setLit(target.closest<HTMLElement>('[data-card]')?.dataset['card'] ?? '');
    const part = event.type === 'focusin' && target.closest<HTMLElement>('[data-part]')?.dataset['part'];
    if (part) setCurrent(part);
  };
  const touches = ({ link }: Drawn) => link.from === lit || link.to === lit;
  return html`
    <div class="map" style=${{ height: `${height * scale}px` }}>
      <div
        class="canvas"
        role="group"
        aria-label="Map of the system. Arrow keys move, Enter opens."
        style=${{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})`, marginLeft: `${Math.max(0, (room - width * scale) / 2)}px` }}
        onKeyDown=${moveByArrow}
        onFocusIn=${enter}
        onMouseOver=${enter}
        onMouseLeave=${() => setLit('')}
      >
        <svg width=${width} height=${height} aria-hidden="true">
          <defs>
            <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" /></marker>
          </defs>
          ${links
            .filter(({ points }) => points.length > 0)
            .map(
              (drawn) =>
                html`<${Line} key=${`${drawn.link.from}>${drawn.link.to}`} drawn=${drawn} figures=${figures} lit=${touches(drawn)} />`,
            )}
        </svg>
        ${cards.map((placed) => html`<${MapCard} key=${placed.card.node.id} placed=${placed} sizes=${sizes} figures=${figures} current=${known ? current : first} open=${open} />`)}
        <svg class="over" width=${width} height=${height} aria-hidden="true">
          ${links.filter((one) => one.points.length === 0 && touches(one)).map((drawn) => html`<path key=${`${drawn.link.from}>${drawn.link.to}`} class=${`way ${drawn.link.how} lit`} d=${bow(layout, drawn)} />`)}
        </svg>
      </div>
    </div>
  `;
}

function Line({ drawn: { link, points }, figures, lit }: { drawn: Drawn; figures: Figures; lit: boolean }) {
  const rate = Math.max(0, ...link.edges.filter(({ how }) => how !== 'reads').map(figures.rate));
  const path = rounded(points);
  const moving = link.how !== 'fails' && rate > 0;
  return html`
    <path class=${`way ${link.how}${moving ? ' live' : ''}${lit ? ' lit' : ''}`} d=${path} marker-end="url(#tip)" />
    ${moving && html`<path class=${`moving ${pace(rate)}`} d=${path} />`}
  `;
}

const pace = (perMinute: number): string => (perMinute < 60 ? 'slow' : perMinute < 600 ? 'steady' : 'fast');
