import type { Overview } from '../console/api.ts';
import type { QueueFigures } from '../readers/queues.ts';
import type { MapNode } from '../readers/topology.ts';
import { age, count } from './format.ts';
import { html } from './html.ts';

interface Props {
  overview: Overview;
  open(queue: string): void;
}

/** The system: queues with what feeds on them, then each service's functions, then what keeps data. */
export function SystemMap({ overview, open }: Props) {
  const functions = overview.nodes.filter(({ kind }) => kind === 'function');
  const apis = overview.nodes.filter(({ kind }) => kind === 'api');
  const services = [...new Set(functions.map(({ service }) => service))];
  const stores = overview.nodes.filter(({ kind }) =>
    ['table', 'stream', 'bucket', 'topic', 'workflow'].includes(kind),
  );
  return html`
    <section aria-labelledby="map-title">
      <h2 id="map-title">System</h2>
      <${Front} overview=${overview} />
      <${Queues} overview=${overview} open=${open} />
      <div class="map">
        ${services.map((service) => html`<${Column} key=${service} title=${service} parts=${[...apis, ...functions].filter((one) => one.service === service)} overview=${overview} />`)}
        <${Column} title="data" parts=${stores} overview=${overview} />
      </div>
    </section>
  `;
}

/** The edge, and the APIs behind it. */
function Front({ overview: { nodes, edges, invocations } }: { overview: Overview }) {
  const edge = nodes.find(({ kind }) => kind === 'edge');
  if (!edge) return null;
  const behind = nodes.filter(({ id }) => edges.some(({ from, to }) => from === edge.id && to === id));
  const rate = behind.reduce((sum, { id }) => sum + (invocations[id.replace(/^api /, '')] ?? 0), 0);
  return html`
    <p class=${rate > 0 ? 'front part busy' : 'front part'}>
      <span><strong>${edge.name}</strong> <span class="quiet">→ ${behind.map(({ service }) => service).join(', ')}</span></span>
      ${rate > 0 && html`<span class="figure">${count(rate)}/min</span>`}
    </p>
  `;
}

const Column = ({ title, parts, overview }: { title: string; parts: MapNode[]; overview: Overview }) => html`
  <div class="column">
    <h3>${title}</h3>
    <ul>${parts.map((node) => html`<${Part} key=${node.id} node=${node} overview=${overview} />`)}</ul>
  </div>
`;

function Part({ node, overview }: { node: MapNode; overview: Overview }) {
  const rate = overview.invocations[node.id.replace(/^(function|api) /, '')] ?? 0;
  const source = overview.edges.find(({ to }) => to === node.id)?.from;
  const from = overview.nodes.find(({ id }) => id === source);
  const note =
    node.kind === 'function' ? (from ? `← ${from.name}` : '') : node.kind === 'api' ? '' : node.kind;
  return html`
    <li class=${rate > 0 ? 'part busy' : 'part'}>
      <span class="name">${node.kind === 'api' ? 'HTTP API' : node.name} <span class="quiet">${note}</span></span>
      ${rate > 0 && html`<span class="figure">${count(rate)}/min</span>`}
    </li>
  `;
}

/** Each queue with what feeds on it and where its failures go. */
function Queues({ overview, open }: Props) {
  const { queues, edges, nodes } = overview;
  const consumerOf = (queue: string) => {
    const fed = edges.filter(({ from }) => from === `queue ${queue}`).map(({ to }) => to);
    return nodes.find(({ id, kind }) => kind === 'function' && fed.includes(id));
  };
  const dlqsOf = (name: string) => queues.filter(({ redriveTo }) => redriveTo === name);
  const loose = queues.filter(({ dlq, redriveTo }) => dlq && !redriveTo);
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
              <span class="consumer">→ ${consumerOf(queue.name)?.name ?? 'no consumer'}</span>
              <div class="dlqs">${dlqsOf(queue.name).map((dlq) => html`<${Dlq} key=${dlq.name} dlq=${dlq} open=${open} />`)}</div>
            </div>
          `,
        )}
      ${
        loose.length > 0 &&
        html`<div class="flow">
          <div class="queue"><strong>streams, schedules</strong><span class="quiet">what failed for good</span></div>
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
