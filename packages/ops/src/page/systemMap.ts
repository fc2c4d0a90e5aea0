import type { Overview } from '../console/api.ts';
import type { QueueFigures } from '../readers/queues.ts';
import type { MapNode } from '../readers/topology.ts';
import { age, count } from './format.ts';
import { html } from './html.ts';

interface Props {
  overview: Overview;
  open(queue: string): void;
}

const columns: [title: string, shows: (node: MapNode, overview: Overview) => boolean][] = [
  ['APIs', ({ kind }) => kind === 'api'],
  ['HTTP functions', ({ kind, id }, { edges }) => kind === 'function' && !edges.some(({ to }) => to === id)],
  ['Tables and files', ({ kind }) => kind === 'table' || kind === 'bucket'],
  ['Topics and workflows', ({ kind }) => kind === 'topic' || kind === 'workflow'],
  ['Event functions', ({ kind, id }, { edges }) => kind === 'function' && edges.some(({ to }) => to === id)],
];

/** The system in the order in which work flows through it. */
export const SystemMap = ({ overview, open }: Props) => html`
  <section aria-labelledby="map-title">
    <h2 id="map-title">System</h2>
    <${Queues} overview=${overview} open=${open} />
    <div class="map">
      ${columns.map(
        ([title, shows]) => html`
          <div class="column">
            <h3>${title}</h3>
            <ul>
              ${overview.nodes
                .filter((node) => shows(node, overview))
                .map((node) => html`<${Part} key=${node.id} node=${node} overview=${overview} />`)}
            </ul>
          </div>
        `,
      )}
    </div>
  </section>
`;

function Part({ node, overview }: { node: MapNode; overview: Overview }) {
  const rate = overview.invocations[node.id] ?? 0;
  const owner = node.kind === 'function' ? node.service : '';
  return html`
    <li class=${rate > 0 ? 'part busy' : 'part'}>
      <span class="name">${owner && html`<span class="quiet">${owner} / </span>`}${node.name}</span>
      ${node.kind === 'function' && html`<span class="figure">${rate > 0 ? `${count(rate)}/min` : ''}</span>`}
    </li>
  `;
}

/** Each queue with what feeds on it and where its failures go. */
function Queues({ overview, open }: Props) {
  const { queues, edges, nodes } = overview;
  const ownerOf = (queue: string) =>
    nodes.find(
      ({ id }) =>
        id ===
        edges.find(
          ({ from, to }) =>
            from === queue && nodes.some((node) => node.id === to && node.kind === 'function'),
        )?.to,
    );
  const dlqsOf = (name: string) => queues.filter(({ redriveTo }) => redriveTo === name);
  const loose = queues.filter(({ dlq }) => dlq === 'stream');
  return html`
    <div class="flows">
      ${queues
        .filter(({ dlq }) => !dlq)
        .map(
          (queue) => html`
            <div class="flow" key=${queue.name}>
              <div class="queue">
                <strong>${queue.shortName}</strong>
                <${Figures} queue=${queue} />
              </div>
              <span class="consumer">→ ${ownerOf(queue.name)?.name ?? 'no consumer'}</span>
              <div class="dlqs">${dlqsOf(queue.name).map((dlq) => html`<${Dlq} key=${dlq.name} dlq=${dlq} open=${open} />`)}</div>
            </div>
          `,
        )}
      ${
        loose.length > 0 &&
        html`<div class="flow">
          <div class="queue"><strong>streams</strong><span class="quiet">events that could not be published</span></div>
          <span class="consumer"></span>
          <div class="dlqs">${loose.map((dlq) => html`<${Dlq} key=${dlq.name} dlq=${dlq} open=${open} />`)}</div>
        </div>`
      }
    </div>
  `;
}

const Figures = ({ queue }: { queue: QueueFigures }) => html`
  <span class="figures">
    <span><b>${count(queue.waiting)}</b> waiting</span>
    <span><b>${count(queue.inFlight)}</b> in flight</span>
    <span><b>${queue.waiting + queue.inFlight > 0 ? age(queue.oldestSeconds) : '–'}</b> oldest</span>
  </span>
`;

const Dlq = ({ dlq, open }: { dlq: QueueFigures; open(queue: string): void }) => {
  const depth = dlq.waiting + dlq.inFlight;
  return html`
    <button class=${depth > 0 ? 'dlq full' : 'dlq'} onClick=${() => open(dlq.shortName)}>
      <span>${dlq.shortName}</span> <b>${count(depth)}</b>
    </button>
  `;
};
