import { useState } from 'preact/hooks';
import type { Overview } from '../console/api.ts';
import type { ExecutionStep } from '../readers/executions.ts';
import { ask } from './client.ts';
import { count, time } from './format.ts';
import { html } from './html.ts';

type Import = Overview['imports'][number];
type Execution = Overview['executions'][number];

export const Imports = ({ imports }: { imports: Import[] }) => html`
  <section aria-labelledby="imports-title">
    <h2 id="imports-title">Imports</h2>
    ${imports.length === 0 && html`<p class="quiet">None yet.</p>`}
    <ul class="plain">${imports.map((one) => html`<${ImportRow} key=${one.importId} one=${one} />`)}</ul>
  </section>
`;

const ImportRow = ({ one }: { one: Import }) => html`
  <li class="row">
    <div class="split"><span class="name">${one.fileName}</span><span class=${`tag ${one.status.toLowerCase()}`}>${one.status.toLowerCase().replace('_', ' ')}</span></div>
    <progress max=${one.bytes.total || 1} value=${one.status === 'COMPLETED' ? one.bytes.total || 1 : one.bytes.done} aria-label=${`Progress of ${one.fileName}`}></progress>
    <span class="quiet">${progressOf(one)}</span>
  </li>
`;

const progressOf = ({ rows, chunks, reason }: Import): string =>
  [
    `${count(rows.created)} created, ${count(rows.duplicate)} duplicate, ${count(rows.rejected)} rejected.`,
    chunks.total > 0 && `Chunk ${chunks.done} of ${chunks.total}.`,
    reason,
  ]
    .filter(Boolean)
    .join(' ');

export const Executions = ({ executions }: { executions: Execution[] }) => html`
  <section aria-labelledby="executions-title">
    <h2 id="executions-title">Onboarding</h2>
    ${executions.length === 0 && html`<p class="quiet">None yet.</p>`}
    <ul class="plain">${executions.map((one) => html`<${ExecutionRow} key=${one.arn} one=${one} />`)}</ul>
  </section>
`;

function ExecutionRow({ one }: { one: Execution }) {
  const [steps, setSteps] = useState<ExecutionStep[]>();
  const load = (event: Event) => {
    if ((event.target as HTMLDetailsElement).open) {
      void ask<ExecutionStep[]>('steps', { arn: one.arn }).then(setSteps, () => setSteps([]));
    }
  };
  return html`
    <li class="row">
      <details onToggle=${load}>
        <summary>
          <span class="name">${one.name}</span>
          <span class=${`tag ${one.status.toLowerCase()}`}>${one.status.toLowerCase()}</span>
        </summary>
        <ol class="steps">${steps?.map((step) => html`<li class=${step.status.toLowerCase()}>${step.name} <time class="quiet">${time(step.at)}</time></li>`)}</ol>
      </details>
    </li>
  `;
}

export const Mails = ({ mails }: { mails: NonNullable<Overview['mails']> }) => html`
  <section aria-labelledby="mails-title">
    <h2 id="mails-title">Mailbox</h2>
    ${mails.length === 0 && html`<p class="quiet">No mail was sent.</p>`}
    <ul class="plain">
      ${mails.map(
        (mail) =>
          html`<li class="row"><details><summary><span class="name">${mail.subject}</span> <span class="quiet">${mail.to}</span></summary><pre tabindex="0">${mail.text}</pre></details></li>`,
      )}
    </ul>
  </section>
`;
