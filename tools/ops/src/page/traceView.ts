import { useEffect, useState } from 'preact/hooks';
import { printMs } from '../traces/printTrace.ts';
import { shortName, shortSpan } from '../traces/shortNames.ts';
import type { TracePicture, TraceRow } from '../traces/types.ts';
import { count } from './format.ts';
import { html } from './html.ts';

/** Rows that are deeper are indented no further than this. */
const DEEPEST = 10;

/** A call of an AWS service; a producer may be one, too. */
const isCall = ({ kind, attributes }: TraceRow): boolean =>
  kind === 'client' || attributes['rpc.system'] === 'aws-api';

const keyOf = ({ traceId, spanId }: TraceRow): string => `${traceId} ${spanId}`;

/** One trace as a waterfall: what followed from what, when, for how long, and after what wait. */
export function TraceView({ id, picture }: { id: string; picture: TracePicture | null | undefined }) {
  const [open, setOpen] = useState('');
  const [withParts, setWithParts] = useState(true);
  const [at, setAt] = useState(0);
  useEffect(() => {
    setOpen('');
    setAt(0);
  }, [id]);
  const shown = picture?.rows.filter((row) => withParts || row.error || !(row.isBatch || isCall(row))) ?? [];
  return html`
    <section aria-labelledby="picture-title" class="picture">
      <h2 id="picture-title">Trace</h2>
      ${id === '' && html`<p class="quiet">Choose one, or look for an order.</p>`}
      ${id !== '' && picture === null && html`<p class="quiet">It is not kept any more.</p>`}
      ${
        id !== '' &&
        picture &&
        html`
          <p class="about">
            <code>${picture.traceId}</code>
            <span>${`${printMs(picture.ms)}, ${count(picture.rows.length)} spans`}</span>
            <label><input type="checkbox" checked=${withParts} onChange=${() => setWithParts(!withParts)} /> batches and calls of AWS</label>
          </p>
          <ol class="plain waterfall" aria-label="Spans" onKeyDown=${moveByKey}>
            ${shown.map(
              (row, index) => html`
                <${Row}
                  key=${keyOf(row)}
                  row=${row}
                  whole=${Math.max(1, picture.ms)}
                  isOpen=${open === keyOf(row)}
                  isStop=${index === Math.min(at, shown.length - 1)}
                  focused=${() => setAt(index)}
                  toggle=${() => setOpen(open === keyOf(row) ? '' : keyOf(row))}
                />
              `,
            )}
          </ol>
          ${picture.left > 0 && html`<p class="quiet">${`${count(picture.left)} spans more.`}</p>`}
          <p class="quiet legend"><i class="lag"></i> waited after what it follows from <i></i> worked <i class="of-batch"></i> with others, in one batch</p>
        `
      }
    </section>
  `;
}

interface RowProps {
  row: TraceRow;
  /** Duration of the whole trace in milliseconds. */
  whole: number;
  isOpen: boolean;
  /** Only one row is a tab stop; the arrow keys move between rows. */
  isStop: boolean;
  focused(): void;
  toggle(): void;
}

function Row({ row, whole, isOpen, isStop, focused, toggle }: RowProps) {
  const { name, source, kind, from, ms, lag = 0, error, isBatch, depth } = row;
  const share = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / whole))}%`;
  return html`
    <li class=${['span', kind, error && 'bad', isBatch && 'of-batch'].filter(Boolean).join(' ')}>
      <button class="bar" aria-expanded=${isOpen} tabindex=${isStop ? 0 : -1} onFocus=${focused} onClick=${toggle} style=${{ '--depth': Math.min(depth, DEEPEST) }}>
        <span class="what"><b title=${name}>${shortSpan(name)}</b> <span class="quiet">${shortName(source)}</span>${isBatch && html` <span class="tag">batch</span>`}${error && html` <span class="error">${`failed: ${error}`}</span>`}</span>
        <span class="track" aria-hidden="true">
          ${lag > 0 && html`<i class="lag" style=${{ left: share(from - lag), width: share(lag) }}></i>`}
          <i style=${{ left: share(from), width: share(ms) }}></i>
        </span>
        <span class="took">${printMs(ms)}${lag > 0 && html` <span class="quiet">${`waited ${printMs(lag)}`}</span>`}</span>
      </button>
      ${isOpen && html`<${Details} row=${row} />`}
    </li>
  `;
}

const Details = ({ row }: { row: TraceRow }) => html`
  <dl class="details">
    <dt>began</dt><dd>${`after ${printMs(row.from)}`}</dd>
    <dt>kind</dt><dd>${row.kind}</dd>
    <dt>source</dt><dd>${row.source}</dd>
    <dt>span</dt><dd>${row.spanId}</dd>
    ${Object.entries(row.attributes).map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}
    ${row.links.map(({ traceId }) => html`<dt>linked to</dt><dd><a href=${`#${encodeURIComponent(traceId)}`}>${traceId}</a></dd>`)}
  </dl>
`;

/** Moves the focus between rows with the arrow keys. */
function moveByKey(event: KeyboardEvent): void {
  const current = (event.target as HTMLElement).closest('[aria-expanded]');
  if (!current) return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[aria-expanded]')];
  const at = rows.indexOf(current as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[next]?.focus();
}
