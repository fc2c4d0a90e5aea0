import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Overview } from '../console/api.ts';
import { Alarms } from './alarms.ts';
import './app.css';
import { Business } from './business.ts';
import { ask } from './client.ts';
import { DepthChart, extend, type History } from './depthChart.ts';
import { RecordedEvents } from './events.ts';
import { html } from './html.ts';
import { System } from './system.ts';
import { Trace } from './trace.ts';
import { Executions, Imports, Mails } from './work.ts';

const POLL_MS = 2_000;

function App() {
  const [overview, setOverview] = useState<Overview>();
  const [history, setHistory] = useState<History>([[], [], []]);
  const [problem, setProblem] = useState('');
  const [traced, setTraced] = useState('');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const poll = async () => {
      try {
        // A hidden page sends no requests.
        if (!document.hidden) {
          const next = await ask<Overview>('overview');
          setOverview(next);
          setHistory((before) => extend(before, next));
          setProblem('');
        }
      } catch (error) {
        setProblem((error as Error).message);
      }
      timer = setTimeout(poll, POLL_MS);
    };
    void poll();
    return () => clearTimeout(timer);
  }, []);

  const trace = (id: string) => {
    setTraced(id);
    document.getElementById('trace')?.scrollIntoView();
  };
  if (!overview) return html`<p class="loading">${problem || 'Loading…'}</p>`;
  const on = overview.alarms.filter(({ state }) => state === 'ALARM').length;
  return html`
    <header class="top">
      <h1>Orderflow <span class="quiet">${overview.stage}</span></h1>
      <span class=${on > 0 ? 'health bad' : 'health'}>${on === 0 ? 'All quiet' : on === 1 ? '1 alarm' : `${on} alarms`}</span>
      ${overview.mayImport && html`<a href="/console/imports">Import a file</a>`}
      ${overview.hasTraces && html`<a href="/console/traces">Traces</a>`}
      <span role="status" class="error">${problem && `Not up to date: ${problem}`}</span>
    </header>
    <main>
      <${Alarms} alarms=${overview.alarms} />
      <${DepthChart} history=${history} />
      <div class="wide"><${Business} figures=${overview.business} /></div>
      <div class="wide"><${System} overview=${overview} trace=${trace} /></div>
      <div class="wide"><${Trace} id=${traced} search=${trace} hasTraces=${overview.hasTraces} /></div>
      <${Imports} imports=${overview.imports} />
      <${Executions} executions=${overview.executions} />
      ${overview.events && html`<div class="wide"><${RecordedEvents} events=${overview.events} /></div>`}
      ${overview.mails && html`<div class="wide"><${Mails} mails=${overview.mails} /></div>`}
    </main>
  `;
}

render(html`<${App} />`, document.body);
