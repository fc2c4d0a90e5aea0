import { LAG_BOUNDS } from '../traces/lags.ts';
import { printMs } from '../traces/printTrace.ts';
import type { Lag } from '../traces/types.ts';
import { count } from './format.ts';
import { html } from './html.ts';

const HOPS: Record<Lag['hop'], string> = {
  'write to publish': 'From a write until its event is published',
  'publish to receive': 'From there until a consumer begins',
  'receive to commit': 'From there until its last write is done',
};

/** How late each hop is, in the kept traces. */
export const Lags = ({ lags }: { lags: Lag[] }) => html`
  <section aria-labelledby="lags-title" class="picture">
    <h2 id="lags-title">How late each hop is</h2>
    ${lags.length === 0 && html`<p class="quiet">Nothing was published in a trace that is kept.</p>`}
    ${Object.entries(HOPS).map(([hop, title]) => {
      const rows = lags.filter((one) => one.hop === hop);
      return (
        rows.length > 0 &&
        html`
          <table class="lags">
            <caption>${title}</caption>
            <thead><tr><th scope="col">${hop === 'write to publish' ? 'event' : 'consumer'}</th><th scope="col">count</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">spread</th></tr></thead>
            <tbody>${rows.map((one) => html`<${LagRow} key=${one.by} lag=${one} />`)}</tbody>
          </table>
        `
      );
    })}
  </section>
`;

const LagRow = ({ lag: { by, count: all, p50, p95, histogram } }: { lag: Lag }) => {
  const most = Math.max(1, ...histogram);
  const said = histogram.flatMap((some, at) => (some > 0 ? [`${count(some)} ${boundOf(at)}`] : []));
  return html`
    <tr>
      <th scope="row">${by}</th>
      <td>${count(all)}</td>
      <td>${printMs(p50)}</td>
      <td>${printMs(p95)}</td>
      <td>
        <span class="histogram" role="img" aria-label=${said.join(', ')}>
          ${histogram.map((some, at) => html`<i title=${`${count(some)} ${boundOf(at)}`} style=${{ height: `${(100 * some) / most}%` }}></i>`)}
        </span>
      </td>
    </tr>
  `;
};

function boundOf(at: number): string {
  const bound = LAG_BOUNDS[at];
  return bound === undefined ? `over ${printMs(LAG_BOUNDS.at(-1) ?? 0)}` : `up to ${printMs(bound)}`;
}
