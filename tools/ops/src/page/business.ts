import type { Overview } from '../console/api.ts';
import { count, inUnits } from './format.ts';
import { html } from './html.ts';

type Figure = Overview['business'][number];

const label = ({ name, by }: Figure) =>
  `${name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} ${by.replace('/orderflow/', '')}`.trim();

function amount({ name, by, unit, value }: Figure): string {
  if (unit === 'Milliseconds') return `${count(Math.round(value))} ms`;
  return name === 'Revenue' ? inUnits(value, by) : count(value);
}

/** Business figures: decisions of the last hour, and how late events are. */
export const Business = ({ figures }: { figures: Figure[] }) => html`
  <section aria-labelledby="business-title">
    <h2 id="business-title">Last hour</h2>
    ${figures.length === 0 && html`<p class="quiet">No decision was made yet.</p>`}
    <dl class="facts">
      ${figures.toSorted((a, b) => a.name.localeCompare(b.name)).map((figure) => html`<div key=${figure.name + figure.by}><dt>${label(figure)}${figure.statistic === 'p99' && ', p99'}</dt><dd>${amount(figure)}</dd></div>`)}
    </dl>
  </section>
`;
