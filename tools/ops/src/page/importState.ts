import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportState, Preview, Rows, Understood, Undo } from '../imports/types.ts';
import { ask } from './client.ts';
import { count, duration, inUnits } from './format.ts';
import { html } from './html.ts';

interface Props {
  one: ImportState;
  busy: boolean;
  commit(): void;
  undo(): void;
  keep(name: string): void;
  failed(error: Error): void;
}

const UNDO_TITLES = {
  PROCESSING: 'is being undone',
  COMPLETED: 'is undone',
  FAILED: 'could not be undone',
};
const TITLES: Record<ImportState['status'], (one: ImportState) => string> = {
  AWAITING_UPLOAD: ({ fileName }) => `Waiting for ${fileName}`,
  PROCESSING: ({ fileName, dryRun }) => `${dryRun ? 'Looking at' : 'Importing'} ${fileName}`,
  PREVIEWED: ({ fileName }) => `What ${fileName} would come to`,
  COMPLETED: ({ fileName, undo }) =>
    undo ? `${fileName} ${UNDO_TITLES[undo.status]}` : `${fileName} is imported`,
  FAILED: ({ fileName }) => `${fileName} cannot be imported`,
};

/** The state of an import, with its possible actions. */
export function ImportStatus({ one, busy, commit, undo, keep, failed }: Props) {
  const { status, preview, understood, reason } = one;
  const title = useRef<HTMLHeadingElement>(null);
  // Move the focus to the new state, for users of a keyboard or a screen reader.
  useEffect(() => title.current?.focus(), [one.importId, status, one.undo?.status]);
  return html`
    <section aria-labelledby="import-title">
      <h2 id="import-title" tabindex="-1" ref=${title}>${TITLES[status](one)}</h2>
      ${reason && html`<p class="error" role="alert">${reason}</p>`}
      ${status === 'FAILED' && html`<p class="quiet">What the file does not say itself can be said above: which column is which, and how it is read.</p>`}
      ${status === 'PROCESSING' && html`<${Running} one=${one} />`}
      ${understood && html`<${Reading} understood=${understood} />`}
      ${status === 'PREVIEWED' && preview && html`<${Counts} rows=${preview.rows} sums=${preview.sums} would />`}
      ${status === 'COMPLETED' && html`<${Counts} rows=${one.rows} />`}
      ${one.undo && html`<${Undone} undo=${one.undo} fileName=${one.fileName} />`}
      <div class="actions">
        ${status === 'PREVIEWED' && html`<button class="primary" disabled=${busy || !preview?.rows.created} onClick=${commit}>Import ${newRows(preview?.rows.created ?? 0)}</button>`}
        ${one.rejectsUrl && html`<${Download} text="Download rejected rows" of=${(now: ImportState) => now.rejectsUrl} one=${one} failed=${failed} />`}
        ${status === 'COMPLETED' && !one.undo && one.rows.created > 0 && html`<${UndoButton} one=${one} busy=${busy} undo=${undo} />`}
        ${one.undo?.keptUrl && html`<${Download} text="Download orders that stay" of=${(now: ImportState) => now.undo?.keptUrl} one=${one} failed=${failed} />`}
      </div>
      ${status === 'PREVIEWED' && preview?.rejects && html`<${FirstRejects} rejects=${preview.rejects} />`}
      ${understood && html`<${Keep} busy=${busy} keep=${keep} />`}
      <p class="quiet">Import ${one.importId}</p>
    </section>
  `;
}

/** Saves the settings for files of the same kind. */
const Keep = ({ busy, keep }: { busy: boolean; keep(name: string): void }) => html`
  <details>
    <summary>Keep how this file is read as a template</summary>
    <form
      class="actions"
      onSubmit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.target as HTMLFormElement;
        keep(String(new FormData(form).get('name')));
        form.reset();
      }}
    >
      <label>Name <input name="name" required maxlength="64" pattern="[A-Za-z0-9][A-Za-z0-9_.\\-]*" title="Letters, digits, and _ . -" /></label>
      <button disabled=${busy}>Keep</button>
    </form>
  </details>
`;

const newRows = (created: number) => `${count(created)} new ${created === 1 ? 'row' : 'rows'}`;

const Running = ({ one: { bytes, rows, progress, fileName } }: { one: ImportState }) => html`
  <progress max=${bytes.total || 1} value=${bytes.done} aria-label=${`Progress of ${fileName}`}></progress>
  <p role="status">
    ${bytes.total === 0 ? 'Reading the file…' : `${count(rows.read)} rows`}${progress && `, ${count(progress.rowsPerSecond)} a second, ${duration(progress.secondsLeft)} left`}
  </p>
`;

const NAMES: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};
const HOW = { name: '', alias: 'guessed', mapping: 'as you said', ignored: '' };

/** How the file was read; guesses are marked. */
function Reading({ understood }: { understood: Understood }) {
  const { encoding, delimiter, compression, rejectsOf, decimal, dateFormat, timeZone } = understood;
  const { columns, guessed } = understood;
  const guess = (what: string) => guessed.includes(what) && html` <span class="tag warn">guessed</span>`;
  return html`
    <dl class="facts">
      ${rejectsOf && html`<div><dt>Corrected rejects of</dt><dd>${rejectsOf}</dd></div>`}
      <div><dt>Encoding</dt><dd>${encoding}${compression && `, ${compression}`}${guess('encoding')}</dd></div>
      <div><dt>Between cells</dt><dd>${NAMES[delimiter] ?? delimiter}</dd></div>
      <div><dt>Prices</dt><dd>${decimal ? `with a decimal ${decimal === ',' ? 'comma' : 'point'}` : 'in minor units'}${guess('decimal')}</dd></div>
      ${dateFormat && html`<div><dt>Dates</dt><dd>${dateFormat}${timeZone && `, ${timeZone}`}</dd></div>`}
    </dl>
    <div class="scroll" tabindex="0" role="region" aria-label="Columns">
      <table>
        <thead><tr><th scope="col">In the file</th><th scope="col">Column</th></tr></thead>
        <tbody>
          ${columns.map(
            ({ header, column, by }, index) => html`
              <tr key=${index}>
                <td class="pre">${header}</td>
                <td>${column ?? html`<span class="quiet">ignored</span>`} ${HOW[by] && html`<span class=${by === 'alias' ? 'tag warn' : 'tag'}>${HOW[by]}</span>`}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

const Counts = ({ rows, sums = {}, would }: { rows: Rows; sums?: Preview['sums']; would?: boolean }) => html`
  <dl class="facts">
    <div><dt>Rows</dt><dd>${count(rows.read)}</dd></div>
    <div><dt>${would ? 'Would be created' : 'Created'}</dt><dd>${count(rows.created)}</dd></div>
    <div><dt>${would ? 'Are there already' : 'Were there already'}</dt><dd>${count(rows.duplicate)}</dd></div>
    <div><dt>${would ? 'Would be rejected' : 'Rejected'}</dt><dd class=${rows.rejected > 0 ? 'error' : ''}>${count(rows.rejected)}</dd></div>
    ${Object.entries(sums).map(([currency, minor]) => html`<div key=${currency}><dt>Orders in ${currency}</dt><dd>${inUnits(minor, currency)}</dd></div>`)}
  </dl>
`;

const FirstRejects = ({ rejects }: { rejects: NonNullable<Preview['rejects']> }) =>
  rejects.length > 0 &&
  html`
    <h3>First rejected rows</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="First rejected rows">
      <table>
        <thead><tr><th scope="col">Line</th><th scope="col">Column</th><th scope="col" class="why">Why</th><th scope="col">Row</th></tr></thead>
        <tbody>
          ${rejects.map(({ line, column, reason, record }) => html`<tr key=${line}><td>${line}</td><td>${column}</td><td>${reason}</td><td class="pre">${record}</td></tr>`)}
        </tbody>
      </table>
    </div>
  `;

/** Download links are valid for 15 minutes, so a fresh one is requested. */
function Download({
  text,
  of,
  one,
  failed,
}: Pick<Props, 'one' | 'failed'> & { text: string; of(one: ImportState): string | undefined }) {
  const download = async () => {
    const href = of(await ask<ImportState>('import', { id: one.importId }));
    if (!href) throw new Error('The file is not there any more');
    const link = document.createElement('a');
    Object.assign(link, { href, download: '', target: '_blank', rel: 'noopener noreferrer' });
    link.click();
  };
  return html`<button onClick=${() => download().catch(failed)}>${text}</button>`;
}

/** An undo cancels people's orders, so it asks for confirmation. */
function UndoButton({ one: { rows }, busy, undo }: Pick<Props, 'one' | 'busy' | 'undo'>) {
  const [asked, setAsked] = useState(false);
  if (!asked) return html`<button disabled=${busy} onClick=${() => setAsked(true)}>Undo…</button>`;
  return html`
    <span role="status">Cancel the ${count(rows.created)} rows' orders, unless they have left?</span>
    <button class="primary" disabled=${busy} onClick=${undo}>Cancel orders</button>
    <button onClick=${() => setAsked(false)}>Keep them</button>
  `;
}

const Undone = ({
  undo: { status, chunks, orders, reason },
  fileName,
}: {
  undo: Undo;
  fileName: string;
}) => html`
  ${reason && html`<p class="error" role="alert">${reason}</p>`}
  ${status === 'PROCESSING' && html`<progress max=${chunks.total || 1} value=${chunks.done} aria-label=${`Undo of ${fileName}`}></progress>`}
  <dl class="facts">
    <div><dt>Orders cancelled</dt><dd>${count(orders.cancelled)}</dd></div>
    <div><dt>Had ended before</dt><dd>${count(orders.ended)}</dd></div>
    <div><dt>Have left and stay</dt><dd class=${orders.kept > 0 ? 'error' : ''}>${count(orders.kept)}</dd></div>
  </dl>
`;
