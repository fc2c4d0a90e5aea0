import type { MapNode } from '../map/types.ts';
import type { SystemMap } from '../readers/map.ts';
import type { Figures } from './figures.ts';
import { age, count } from './format.ts';
import { html } from './html.ts';
import { KINDS } from './icons.ts';

interface Props {
  map: SystemMap;
  figures: Figures;
  open(node: MapNode): void;
}

/** The map as lists: queues with their consumers, then each service's parts, then the shared resources. */
export function SystemList({ map, figures, open }: Props) {
  const stores = map.nodes.filter(({ kind }) => /^(edge|table|stream|bucket|topic|workflow)$/.test(kind));
  const ofService = (service: string) =>
    map.nodes.filter((node) => node.service === service && /^(api|function|schedule)$/.test(node.kind));
  return html`
    <${Queues} map=${map} figures=${figures} open=${open} />
    <div class="columns">
      ${map.services.map((service) => html`<${Column} key=${service} title=${service} parts=${ofService(service)} figures=${figures} open=${open} />`)}
      <${Column} title="shared" parts=${stores} figures=${figures} open=${open} />
    </div>
  `;
}

type ColumnProps = Omit<Props, 'map'> & { title: string; parts: MapNode[] };

const Column = ({ title, parts, figures, open }: ColumnProps) => html`
  <div class="column">
    <h3>${title}</h3>
    <ul>${parts.map((node) => html`<${Part} key=${node.id} node=${node} figures=${figures} open=${open} />`)}</ul>
  </div>
`;

function Part({ node, figures, open }: Omit<Props, 'map'> & { node: MapNode }) {
  const { perMinute, errors } = figures.activity(node);
  const note = node.kind === 'function' ? '' : KINDS[node.kind];
  return html`
    <li class=${errors > 0 ? 'part bad' : perMinute > 0 ? 'part busy' : 'part'}>
      <button class="link name" onClick=${() => open(node)}>${node.name}</button> <span class="quiet">${note}</span>
      <span class="figure">
        ${figures.isStopped(node) && html`<span class="off">paused</span>`}
        ${errors > 0 && html` <span class="errors">${count(errors)} ${errors === 1 ? 'error' : 'errors'}</span>`}
        ${perMinute > 0 && ` ${count(perMinute)}/min`}
      </span>
    </li>
  `;
}

/** Each queue with its consumers and its dead-letter queue. */
function Queues({ map: { nodes, edges }, figures, open }: Props) {
  const after = (id: string, how: string) =>
    edges
      .filter((edge) => edge.from === id && edge.how === how)
      .flatMap(({ to }) => nodes.find((one) => one.id === to) ?? []);
  const queues = nodes.filter(({ kind }) => kind === 'queue');
  const loose = nodes.filter(
    ({ id, kind }) =>
      kind === 'dlq' && !queues.some((queue) => after(queue.id, 'fails').some((one) => one.id === id)),
  );
  const dlqs = (all: MapNode[]) =>
    html`<div class="dlqs">${all.map((dlq) => html`<${Dlq} key=${dlq.id} dlq=${dlq} figures=${figures} open=${open} />`)}</div>`;
  return html`
    <div class="flows">
      ${queues.map((queue) => {
        const consumers = after(queue.id, 'flows');
        return html`
          <div class="flow" key=${queue.id}>
            <div class="queue"><button class="link" onClick=${() => open(queue)}>${queue.name}</button><${Depth} node=${queue} figures=${figures} /></div>
            <span class="consumer">→ ${consumers.map(({ name }) => name).join(', ') || 'no consumer'}${consumers.some(figures.isStopped) && html` <span class="off">paused</span>`}</span>
            ${dlqs(after(queue.id, 'fails'))}
          </div>
        `;
      })}
      ${
        loose.length > 0 &&
        html`<div class="flow">
          <div class="queue"><strong>streams, schedules</strong><span class="quiet">what failed for good</span></div>
          <span class="consumer"></span>
          ${dlqs(loose)}
        </div>`
      }
    </div>
  `;
}

function Depth({ node, figures }: { node: MapNode; figures: Figures }) {
  const queue = figures.queue(node);
  if (!queue) return null;
  return html`
    <span class="figures">
      <span><b>${count(queue.waiting)}</b> waiting</span>
      <span><b>${count(queue.inFlight)}</b> in flight</span>
      <span><b>${figures.depth(node) > 0 ? age(queue.oldestSeconds) : '–'}</b> oldest</span>
    </span>
  `;
}

const Dlq = ({ dlq, figures, open }: { dlq: MapNode; figures: Figures; open(node: MapNode): void }) => {
  const depth = figures.depth(dlq);
  return html`
    <button class=${depth > 0 ? 'dlq full' : 'dlq'} onClick=${() => open(dlq)}>
      <span>${dlq.name}</span> <b>${count(depth)}</b>
    </button>
  `;
};
