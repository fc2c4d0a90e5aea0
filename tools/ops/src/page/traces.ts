import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lag, TracePicture, TraceSummary } from '../traces/types.ts';
import './app.css';
import { ask } from './client.ts';
import { html } from './html.ts';
import { Lags } from './lags.ts';
import { TraceList } from './traceList.ts';
import './traces.css';
import { TraceView } from './traceView.ts';

const POLL_MS = 3_000;

/** The search text is part of the page's address, so that it can be shared. */
const wanted = (): string => {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The traces that a copy keeps: find one, view it, and see how late each hop is. */
function App() {
  const [text, setText] = useState(wanted());
  const [chosen, setChosen] = useState('');
  const [found, setFound] = useState<TraceSummary[]>();
  const [picture, setPicture] = useState<TracePicture | null>();
  const [lags, setLags] = useState<Lag[]>([]);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const go = () => setText(wanted());
    addEventListener('hashchange', go);
    return () => removeEventListener('hashchange', go);
  }, []);
  useEffect(() => {
    setChosen('');
    setFound(undefined);
  }, [text]);
  // A search shows its first result; in the list of the latest traces, the user chooses.
  const id = chosen || (text ? (found?.[0]?.traceId ?? '') : '');
  usePolling(
    async (isOver) => {
      const [list, late] = await Promise.all([
        ask<TraceSummary[]>('traces', text ? { find: text } : {}),
        ask<Lag[]>('lags'),
      ]);
      if (isOver()) return;
      setFound(list);
      setLags(late);
    },
    setProblem,
    [text],
  );
  usePolling(
    async (isOver) => {
      const one = id ? await ask<TracePicture | null>('picture', { id, about: text }) : undefined;
      if (!isOver()) setPicture(one);
    },
    setProblem,
    [id, text],
  );
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const next = String(new FormData(event.target as HTMLFormElement).get('find')).trim();
    location.hash = encodeURIComponent(next);
  };
  return html`
    <header class="top">
      <h1>Orderflow <span class="quiet">traces</span></h1>
      <a href="/console">Console</a>
      <span role="status" class="error">${problem && `Not up to date: ${problem}`}</span>
    </header>
    <main class="traces">
      <section aria-labelledby="found-title">
        <h2 id="found-title">${text ? 'Found' : 'Latest traces'}</h2>
        <form onSubmit=${search} class="actions">
          <input name="find" key=${text} defaultValue=${text} aria-label="Order, user, import, correlation or trace id" placeholder="Order, user, import, correlation or trace id" />
          <button class="primary">Find</button>
          ${text && html`<a href="#">Latest</a>`}
        </form>
        <${TraceList} traces=${found} text=${text} id=${id} choose=${setChosen} />
      </section>
      <${TraceView} id=${id} picture=${picture} />
      <${Lags} lags=${lags} />
    </main>
  `;
}

/** Polls, except while the page is hidden. */
function usePolling(
  poll: (isOver: () => boolean) => Promise<void>,
  setProblem: (text: string) => void,
  inputs: unknown[],
): void {
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const run = async () => {
      try {
        if (!document.hidden) {
          await poll(() => isOver);
          if (!isOver) setProblem('');
        }
      } catch (error) {
        if (!isOver) setProblem((error as Error).message);
      }
      if (!isOver) timer = setTimeout(run, POLL_MS);
    };
    void run();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, inputs);
}

render(html`<${App} />`, document.body);
