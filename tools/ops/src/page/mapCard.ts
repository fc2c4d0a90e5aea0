import { type Card, isLined } from '../map/cards.ts';
import type { Placed, Sizes } from '../map/layout.ts';
import type { MapNode } from '../map/types.ts';
import type { Figures } from './figures.ts';
import { age, brief } from './format.ts';
import { html } from './html.ts';
import { Icon, KINDS } from './icons.ts';

export interface CardProps {
  placed: Placed;
  sizes: Sizes;
  figures: Figures;
  /** The part that has the keyboard focus. */
  current: string;
  open(node: MapNode): void;
}

/** A box of the map: its node, the functions that the node starts, and the dead-letter queues that they fill. */
export function MapCard({ placed: { card, x, y, width, height }, sizes, figures, current, open }: CardProps) {
  const { node, rows, dlqs } = card;
  const part = (one: MapNode) => ({
    'data-part': one.id,
    tabIndex: one.id === current ? 0 : -1,
    onClick: () => open(one),
  });
  const style = { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
  return html`
    <div class=${`card ${node.kind} ${stateOf(card, figures)}`} style=${style} data-card=${node.id}>
      <button class="head" ...${part(node)} title=${node.name}>
        <span class="title"><${Icon} kind=${node.kind} /><span class="clip">${node.name}</span></span>
        <span class="sub"><${Head} node=${node} figures=${figures} /></span>
      </button>
      ${
        rows.length > 0 &&
        html`<div class=${isLined(card) ? 'lines' : 'rows'}>
          ${rows.map((row) => html`<button key=${row.id} ...${part(row)} title=${row.name} style=${{ height: `${isLined(card) ? sizes.line : sizes.row}px` }}><span class="clip">${row.name}</span><${isLined(card) ? Rate : Runs} node=${row} figures=${figures} /></button>`)}
        </div>`
      }
      ${
        dlqs.length > 0 &&
        html`<div class="chips">
          ${dlqs.map((dlq) => html`<${Chip} key=${dlq.id} dlq=${dlq} figures=${figures} part=${part(dlq)} />`)}
        </div>`
      }
    </div>
  `;
}

/** The state of the card's frame: the worst state of its parts. */
function stateOf({ node, rows, dlqs }: Card, figures: Figures): string {
  const parts = [node, ...rows];
  if ([node, ...dlqs].some((one) => one.kind === 'dlq' && figures.depth(one) > 0)) return 'bad';
  if (parts.some((one) => figures.activity(one).errors > 0)) return 'bad';
  if (parts.some(figures.isStopped)) return 'stopped';
  const busy = parts.some((one) => figures.activity(one).perMinute > 0 || figures.depth(one) > 0);
  return busy ? 'busy' : '';
}

function Head({ node, figures }: { node: MapNode; figures: Figures }) {
  const queue = figures.queue(node);
  if (queue) {
    const depth = figures.depth(node);
    if (depth === 0) return html`<span>${node.kind === 'dlq' ? 'dead letters' : 'queue'}, empty</span>`;
    const what = depth === 1 ? 'message' : 'messages';
    return html`<span class="figure"><b>${brief(depth)}</b> ${what}</span><span class="figure" title="Age of the oldest">${age(queue.oldestSeconds)}</span>`;
  }
  if (node.kind === 'schedule') {
    return figures.isStopped(node)
      ? html`<span class="off">stopped</span>`
      : html`<span class="clip">${node.when}</span>`;
  }
  return html`<span class="clip">${KINDS[node.kind]}</span>${figures.activity(node).perMinute > 0 && html`<${Runs} node=${node} figures=${figures} />`}`;
}

/** Runs per minute, and errors. */
function Runs({ node, figures }: { node: MapNode; figures: Figures }) {
  const { perMinute, errors } = figures.activity(node);
  if (figures.isStopped(node)) return html`<span class="runs"><span class="off">paused</span></span>`;
  return html`
    <span class="runs">
      ${errors > 0 && html`<span class="errors">${brief(errors)} ${errors === 1 ? 'error' : 'errors'}</span>`}
      ${(perMinute > 0 || errors === 0) && html`<span class=${perMinute > 0 ? 'figure' : ''}>${perMinute > 0 ? `${brief(perMinute)}/min` : 'idle'}</span>`}
    </span>
  `;
}

/** A single number where there is little room: errors if there are any, else runs per minute. */
function Rate({ node, figures }: { node: MapNode; figures: Figures }) {
  const { perMinute, errors } = figures.activity(node);
  if (figures.isStopped(node)) return html`<span class="off" title="Paused">off</span>`;
  if (errors > 0)
    return html`<span class="errors" title="Errors in 5 minutes">✕ ${brief(errors)}<span class="unseen"> errors</span></span>`;
  return (
    perMinute > 0 &&
    html`<span class="figure" title="A minute">${brief(perMinute)}<span class="unseen"> a minute</span></span>`
  );
}

const Chip = ({ dlq, figures, part }: { dlq: MapNode; figures: Figures; part: object }) => {
  const depth = figures.depth(dlq);
  return html`
    <button class=${depth > 0 ? 'chip full' : 'chip'} ...${part} aria-label=${`${dlq.name} ${depth}`} title=${dlq.name}>
      ${figures.queue(dlq)?.dlq === 'consumer' ? 'DLQ' : 'failures'} <b>${brief(depth)}</b>
    </button>
  `;
};
