import { useEffect, useRef, useState } from 'preact/hooks';
import type { MapEdge, MapNode } from '../map/types.ts';
import type { SystemMap } from '../readers/map.ts';
import type { LogLine, Notice } from '../stage/types.ts';
import { ask } from './client.ts';
import type { Figures } from './figures.ts';
import { age, count, time } from './format.ts';
import { html } from './html.ts';
import { KINDS } from './icons.ts';
import { QueuePart } from './queuePart.ts';

interface Props {
  node: MapNode;
  map: SystemMap;
  figures: Figures;
  notices: Notice[];
  open(node: MapNode): void;
  close(): void;
  trace(correlationId: string): void;
}

/** One part of the map: its figures, its messages, errors or items, and its neighbours. */
export function NodeDialog({ node, map, figures, notices, open, close, trace }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const stopped = notices.filter((one) => one.stopped && node.id === `function ${one.stopped}`);
  return html`
    <dialog ref=${dialog} onClose=${close} aria-labelledby="node-title">
      <header>
        <h2 id="node-title">${node.name} <span class="quiet">${KINDS[node.kind]}</span></h2>
        <button onClick=${() => dialog.current?.close()}>Close</button>
      </header>
      <${Facts} node=${node} figures=${figures} />
      ${stopped.map(({ text, remedy }) => html`<p class="notice">${text}. <code>${remedy}</code></p>`)}
      ${/^(queue|dlq)$/.test(node.kind) && html`<${QueuePart} queue=${node.name} isDlq=${node.kind === 'dlq'} trace=${trace} />`}
      ${node.kind === 'function' && html`<${Errors} name=${node.id.replace('function ', '')} trace=${trace} />`}
      ${node.kind === 'table' && html`<${Items} table=${node.id.replace('table ', '')} />`}
      <${Around} node=${node} map=${map} open=${open} />
    </dialog>
  `;
}

function Facts({ node, figures }: { node: MapNode; figures: Figures }) {
  const queue = figures.queue(node);
  const { perMinute, errors } = figures.activity(node);
  const runs = /^(function|api|edge)$/.test(node.kind);
  const facts: [string, string][] = [
    ...(queue
      ? ([
          ['waiting', count(queue.waiting)],
          ['in flight', count(queue.inFlight)],
          ['delayed', count(queue.delayed)],
          ['oldest', figures.depth(node) > 0 ? age(queue.oldestSeconds) : '–'],
        ] as [string, string][])
      : []),
    ...(runs
      ? ([
          ['a minute', count(perMinute)],
          ['errors in 5 minutes', count(errors)],
        ] as [string, string][])
      : []),
    ...(node.when ? ([['fires', node.when]] as [string, string][]) : []),
    ...(figures.isStopped(node) ? ([['state', 'paused']] as [string, string][]) : []),
    ['stack', node.service],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** The last errors that a function logged. */
function Errors({ name, trace }: { name: string; trace(id: string): void }) {
  const [lines, setLines] = useState<LogLine[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    ask<LogLine[]>('errors', { function: name }).then(setLines, (error: Error) => setProblem(error.message));
  }, []);
  return html`
    <h3>Last errors</h3>
    ${problem && html`<p class="error">${problem}</p>`}
    ${!lines && !problem && html`<p class="quiet">Reading the log…</p>`}
    ${lines?.length === 0 && html`<p class="calm">It logged no error within a day.</p>`}
    <ul class="plain">
      ${lines?.map((line, index) => html`<li class="message" key=${index}><${ErrorLine} line=${line} trace=${trace} /></li>`)}
    </ul>
  `;
}

function ErrorLine({
  line: { time: at, message, correlationId, fields },
  trace,
}: {
  line: LogLine;
  trace(id: string): void;
}) {
  const { error } = fields as { error?: { name?: string; message?: string; stack?: string } };
  return html`
    <p><time class="quiet">${time(at)}</time> ${message}</p>
    ${error && html`<p class="error">${[error.name, error.message].filter(Boolean).join(': ')}</p>`}
    ${correlationId && html`<button class="link" onClick=${() => trace(correlationId)}>Trace ${correlationId}</button>`}
    ${error?.stack && html`<details><summary>Stack</summary><pre tabindex="0">${error.stack}</pre></details>`}
  `;
}

/** The items of a table under one partition key. */
function Items({ table }: { table: string }) {
  const [items, setItems] = useState<object[]>();
  const [problem, setProblem] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = String(new FormData(event.target as HTMLFormElement).get('key'));
    setProblem('');
    ask<object[]>('items', { table, key }).then(setItems, (error: Error) => setProblem(error.message));
  };
  return html`
    <form class="actions" onSubmit=${submit}>
      <input name="key" aria-label="Partition key" placeholder="Partition key, such as an order id" required />
      <button class="primary">Look up</button>
    </form>
    ${problem && html`<p class="error">${problem}</p>`}
    ${items?.length === 0 && html`<p class="calm">The table has no item with this key.</p>`}
    ${items?.map((item, index) => html`<pre key=${index} tabindex="0">${JSON.stringify(item, null, 2)}</pre>`)}
  `;
}

const WAYS: [title: string, how: MapEdge['how'], end: 'from' | 'to'][] = [
  ['Fed by', 'flows', 'from'],
  ['Feeds', 'flows', 'to'],
  ['Gets failures of', 'fails', 'from'],
  ['Fails to', 'fails', 'to'],
  ['Written by', 'writes', 'from'],
  ['Writes', 'writes', 'to'],
  ['Read by', 'reads', 'from'],
  ['Reads', 'reads', 'to'],
];

/** The nodes at the other end of each of its edges. */
function Around({ node, map, open }: Pick<Props, 'node' | 'map' | 'open'>) {
  const ways = WAYS.flatMap(([title, how, end]) => {
    const mine = map.edges.filter(
      (edge) => edge.how === how && edge[end === 'from' ? 'to' : 'from'] === node.id,
    );
    const others = mine.flatMap((edge) => {
      const other = map.nodes.find(({ id }) => id === edge[end]);
      return other ? [{ other, what: edge.what ?? [] }] : [];
    });
    return others.length > 0 ? [{ title, others }] : [];
  });
  return html`
    <dl class="around">
      ${ways.map(
        ({ title, others }) => html`
          <div key=${title}>
            <dt>${title}</dt>
            ${others.map(({ other, what }) => html`<dd key=${other.id}><button class="link" onClick=${() => open(other)}>${other.name}</button> <span class="quiet">${[KINDS[other.kind], ...what].join(', ')}</span></dd>`)}
          </div>
        `,
      )}
    </dl>
  `;
}
