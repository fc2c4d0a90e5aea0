import { useEffect, useState } from 'preact/hooks';
import type { Saga } from '../readers/saga.ts';
import type { LogLine } from '../stage/types.ts';
import { ask } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';
import { SagaPicture } from './saga.ts';
import { type Bar, barsOf } from './waterfall.ts';

const about = ({ fields }: LogLine): string => {
  const { error, type, route, step, status } = fields as {
    error?: { name?: string; message?: string };
  } & Record<string, unknown>;
  if (error) return `${error.name ?? 'Error'}: ${error.message ?? ''}`;
  return [type, route, step, status].filter(Boolean).join(' ');
};

interface TraceProps {
  id: string;
  search(id: string): void;
  /** True if spans can be shown, too. */
  hasTraces: boolean;
}

/** The saga of an order, and every log line with a text, from the HTTP request to the last consumer. */
export function Trace({ id, search, hasTraces }: TraceProps) {
  const [lines, setLines] = useState<LogLine[]>();
  const [saga, setSaga] = useState<Saga | null>(null);
  const [problem, setProblem] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    if (!id) return;
    setProblem('');
    setAsked('');
    Promise.all([ask<LogLine[]>('trace', { id }), ask<Saga | null>('saga', { id }).catch(() => null)]).then(
      ([found, order]) => {
        setLines(found);
        setSaga(order);
        setAsked(id);
      },
      (error: Error) => setProblem(error.message),
    );
  }, [id]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    search(String(new FormData(event.target as HTMLFormElement).get('id')).trim());
  };
  return html`
    <section aria-labelledby="trace-title" id="trace">
      <h2 id="trace-title">Events and logs</h2>
      <form onSubmit=${submit} class="actions">
        <input name="id" key=${id} defaultValue=${id} aria-label="Correlation id" placeholder="Correlation id, order id, event id" required />
        <button class="primary">Trace</button>
        <button type="button" onClick=${() => search('event applied')}>Recent events</button>
        <button type="button" onClick=${() => search('"ERROR"')}>Recent errors</button>
        ${hasTraces && asked && html`<a href=${`/console/traces#${encodeURIComponent(asked)}`}>Its traces</a>`}
      </form>
      ${problem && html`<p class="error">${problem}</p>`}
      ${asked === id && saga && html`<${SagaPicture} saga=${saga} />`}
      ${asked === id && lines?.length === 0 && html`<p class="quiet">No log line of the last day has it.</p>`}
      ${asked === id && lines && lines.length > 0 && html`<${Lines} lines=${lines.slice(-100)} id=${id} search=${search} />`}
    </section>
  `;
}

interface LinesProps {
  lines: LogLine[];
  id: string;
  search(id: string): void;
}

/** The log lines. If all belong to one trace, each has a bar for its time. */
function Lines({ lines, id, search }: LinesProps) {
  const isOneTrace =
    lines.length > 1 && lines.every(({ correlationId }) => correlationId === lines[0]?.correlationId);
  const bars = isOneTrace ? barsOf(lines) : [];
  return html`
    <ol class="plain lines">
      ${lines.map(
        (line, index) => html`
          <li class=${line.level === 'ERROR' ? 'line bad' : 'line'}>
            <time>${time(line.time)}</time>
            <span class="source">${line.source}</span>
            <span class="what">
              ${line.message} <span class="quiet">${about(line)}</span>
              ${line.correlationId && line.correlationId !== id && html` <button class="link" onClick=${() => search(line.correlationId ?? '')}>trace</button>`}
            </span>
            ${bars[index] && html`<${Track} bar=${bars[index]} />`}
          </li>
        `,
      )}
    </ol>
  `;
}

const Track = ({ bar: { left, width, from } }: { bar: Bar }) => html`
  <span class="track" title=${`${from} ms after the first`}>
    <i style=${{ left: `${left}%`, width: `${width}%` }}></i>
  </span>
`;
