import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ImportState, WantedImport } from '../imports/types.ts';
import './app.css';
import { ask, tell } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';
import { ImportForm } from './importForm.ts';
import { ImportStatus } from './importState.ts';
import './imports.css';
import { uploadFile } from './uploadFile.ts';

const POLL_MS = 700;

/** Drop a file, preview how it is read and its result, import it. */
function App() {
  const [one, setOne] = useState<ImportState>();
  const [sent, setSent] = useState<{ bytes: number; size: number }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [templates, setTemplates] = useState<string[]>([]);
  const failed = (error: Error) => setProblem(error.message);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem('');
    await work().catch(failed);
    setBusy(false);
    setSent(undefined);
  };
  const open = (id: string) =>
    run(async () => {
      setOne(await ask<ImportState>('import', { id }));
      history.replaceState(null, '', `#${id}`);
    });
  const start = (file: File, wanted: WantedImport) =>
    run(async () => {
      setOne(undefined);
      const { importId } = await tell<{ importId: string }>('import', { wanted });
      setSent({ bytes: 0, size: file.size });
      await uploadFile(importId, file, (bytes) => setSent({ bytes, size: file.size }));
      setOne(await ask<ImportState>('import', { id: importId }));
      history.replaceState(null, '', `#${importId}`);
    });
  const act = (what: 'commit' | 'undo') => () =>
    run(async () => setOne(await tell<ImportState>(what, { id: one?.importId ?? '' })));

  const keep = (name: string) =>
    run(async () => {
      await tell('keep', { id: one?.importId ?? '', name });
      setTemplates(await ask<string[]>('templates'));
    });

  useEffect(() => {
    ask<string[]>('templates').then(setTemplates, failed);
    const id = decodeURIComponent(location.hash.slice(1));
    if (id) void open(id);
  }, []);
  useFollowing(one, setOne, setProblem);

  return html`
    <header class="top">
      <h1>Orderflow <span class="quiet">imports</span></h1>
      <a href="/console">Console</a>
    </header>
    <main class="narrow">
      <${ImportForm} busy=${busy} templates=${templates} start=${start} />
      ${problem && html`<p class="notice error" role="alert">${problem}</p>`}
      ${sent && html`<section><h2>Uploading</h2><progress max=${sent.size || 1} value=${sent.bytes} aria-label="Upload"></progress></section>`}
      ${one && html`<${ImportStatus} one=${one} busy=${busy} commit=${act('commit')} undo=${act('undo')} keep=${keep} failed=${failed} />`}
      <${Recent} of=${one} open=${open} />
    </main>
  `;
}

const isRunning = (one: ImportState | undefined) =>
  one?.status === 'AWAITING_UPLOAD' || one?.status === 'PROCESSING' || one?.undo?.status === 'PROCESSING';

/** Polls an import while it runs. */
function useFollowing(
  one: ImportState | undefined,
  setOne: (next: ImportState) => void,
  setProblem: (text: string) => void,
): void {
  useEffect(() => {
    if (!one || !isRunning(one)) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const poll = async () => {
      try {
        const next = await ask<ImportState>('import', { id: one.importId });
        if (isOver) return;
        setProblem('');
        setOne(next);
      } catch (error) {
        if (isOver) return;
        setProblem(`Not up to date: ${(error as Error).message}`);
        timer = setTimeout(poll, POLL_MS);
      }
    };
    timer = setTimeout(poll, POLL_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [one]);
}

/** The imports of this page and of `pnpm drop`; a click opens one. */
function Recent({ of, open }: { of: ImportState | undefined; open(id: string): void }) {
  const [items, setItems] = useState<ImportState[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    ask<ImportState[]>('imports').then(setItems, (error: Error) => setProblem(error.message));
  }, [of?.importId, of?.status, of?.undo?.status]);
  return html`
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">Imports of this page and of pnpm drop</h2>
      ${problem && html`<p class="error">${problem}</p>`}
      ${items?.length === 0 && html`<p class="quiet">None yet.</p>`}
      <ul class="plain">
        ${items?.map(
          ({ importId, fileName, status, undo, startedAt }) => html`
            <li class="row split" key=${importId}>
              <button class="link" onClick=${() => open(importId)}>${fileName}</button>
              <span><time class="quiet">${time(startedAt)}</time> <span class=${undo ? 'tag' : `tag ${status.toLowerCase()}`}>${undo ? 'undone' : status.toLowerCase().replace('_', ' ')}</span></span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

render(html`<${App} />`, document.body);
