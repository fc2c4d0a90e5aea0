import { printMs } from '../traces/printTrace.ts';
import { shortName, shortSpan } from '../traces/shortNames.ts';
import type { TraceSummary } from '../traces/types.ts';
import { count, time } from './format.ts';
import { html } from './html.ts';

interface ListProps {
  traces: TraceSummary[] | undefined;
  /** The search text; empty for the latest traces. */
  text: string;
  /** The trace that is shown. */
  id: string;
  choose(traceId: string): void;
}

export const TraceList = ({ traces, text, id, choose }: ListProps) => html`
  ${traces === undefined && html`<p class="quiet">Looking…</p>`}
  ${traces?.length === 0 && html`<p class="quiet">${text ? `No trace that is kept has ${text}.` : 'Nothing was traced yet: place an order.'}</p>`}
  <ol class="plain found" aria-label="Traces">
    ${traces?.map(
      (one) => html`
        <li key=${one.traceId} class=${one.failed.length > 0 ? 'bad' : ''}>
          <button aria-current=${one.traceId === id} onClick=${() => choose(one.traceId)}>
            <b>${shortSpan(one.name)}</b>
            <span class="quiet">${`${time(new Date(one.start).toISOString())}, ${printMs(one.ms)}, ${count(one.spans)} spans`}</span>
            <span class="quiet">${shortName(one.source)}</span>
            ${one.failed.length > 0 && html`<span class="error">${`failed: ${one.failed.map(shortSpan).join(', ')}`}</span>`}
          </button>
        </li>
      `,
    )}
  </ol>
`;
