import { useState } from 'preact/hooks';
import type { Overview } from '../console/api.ts';
import { ask } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';

type Alarm = Overview['alarms'][number];

export function Alarms({ alarms }: { alarms: Alarm[] }) {
  const on = alarms.filter(({ state }) => state === 'ALARM');
  const others = alarms.filter(({ state }) => state !== 'ALARM');
  return html`
    <section aria-labelledby="alarms-title">
      <h2 id="alarms-title">Alarms</h2>
      <div aria-live="polite">
        ${on.length === 0 && html`<p class="calm">None of ${alarms.length} alarms is on.</p>`}
        ${on.map((alarm) => html`<${On} key=${alarm.name} alarm=${alarm} />`)}
      </div>
      <details>
        <summary>${others.length} alarms that are not on</summary>
        <ul class="plain">
          ${others.map(
            ({ name, state, reason }) =>
              html`<li key=${name}><span class=${state === 'OK' ? 'tag ok' : 'tag'}>${state === 'OK' ? 'OK' : 'no data'}</span> ${name} <span class="quiet">${reason}</span></li>`,
          )}
        </ul>
      </details>
    </section>
  `;
}

const link = /\s*(Runbook: )?(docs\/runbook\.md#([\w-]+))\s*$/;

const On = ({ alarm }: { alarm: Alarm }) => html`
  <article class="alarm">
    <h3>${alarm.name}</h3>
    <p>${alarm.description.replace(link, '')}</p>
    <p class="quiet">${alarm.reason}. Since ${time(alarm.since)}.</p>
    ${link.test(alarm.description) && html`<${Runbook} section=${link.exec(alarm.description)?.[3] ?? ''} />`}
  </article>
`;

function Runbook({ section }: { section: string }) {
  const [text, setText] = useState('');
  const load = (event: Event) => {
    if (!(event.target as HTMLDetailsElement).open) return;
    ask<string>('runbook', { section }).then(setText, (error: Error) => setText(error.message));
  };
  return html`
    <details onToggle=${load}>
      <summary>Runbook: ${section}</summary>
      <p class="runbook">${text}</p>
    </details>
  `;
}
