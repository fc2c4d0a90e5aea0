import { useState } from 'preact/hooks';
import type { Overview } from '../console/api.ts';
import type { RecordedEvent, Replayed } from '../console/extras.ts';
import { ask, tell } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';

/**
 * Recorded events of functions: those that failed, and those that a user asked to record. They can be viewed and
 * replayed.
 */
export function RecordedEvents({ events }: { events: NonNullable<Overview['events']> }) {
  const [said, setSaid] = useState('');
  const record = (event: SubmitEvent) => {
    event.preventDefault();
    const functionName = String(new FormData(event.target as HTMLFormElement).get('function'));
    tell('record', { functionName }).then(
      () => setSaid(`The next five events of ${functionName} are recorded.`),
      (error: Error) => setSaid(error.message),
    );
  };
  return html`
    <section aria-labelledby="events-title">
      <h2 id="events-title">Recorded events</h2>
      <form onSubmit=${record} class="actions">
        <select name="function" aria-label="Function">
          ${events.functionNames.map((name) => html`<option key=${name}>${name}</option>`)}
        </select>
        <button>Record the next five</button>
        <span role="status" class="quiet">${said}</span>
      </form>
      ${events.recorded.length === 0 && html`<p class="quiet">No invocation has failed, and nobody has recorded one.</p>`}
      <ul class="plain">${events.recorded.map((one) => html`<${EventRow} key=${one.id} one=${one} />`)}</ul>
    </section>
  `;
}

function EventRow({ one }: { one: RecordedEvent }) {
  const [event, setEvent] = useState<string>();
  const [result, setResult] = useState<Replayed>();
  const [busy, setBusy] = useState(false);
  const failed = ({ message }: Error) => setResult({ status: 'uninvoked', reason: message });
  const load = (toggled: Event) => {
    if (!(toggled.target as HTMLDetailsElement).open) return;
    ask<unknown>('event', { id: one.id }).then((found) => setEvent(JSON.stringify(found, null, 2)), failed);
  };
  const replay = async () => {
    setBusy(true);
    await tell<Replayed>('replay', { id: one.id }).then(setResult, failed);
    setBusy(false);
  };
  return html`
    <li class="row">
      <details onToggle=${load}>
        <summary>
          <span class="name">${one.functionName}</span>
          <span class=${`tag ${one.ending === 'succeeded' ? 'succeeded' : 'failed'}`}>${one.ending}</span>
          <time class="quiet">${time(one.at)}</time>
        </summary>
        <div class="actions">
          <button disabled=${busy} onClick=${replay}>Replay</button>
          <span role="status" class=${result && result.status !== 'succeeded' ? 'error' : 'quiet'}>
            ${busy ? 'Running…' : result && `${result.status}${result.reason ? `: ${result.reason}` : ''}`}
          </span>
        </div>
        ${result?.payload !== undefined && html`<pre tabindex="0">${JSON.stringify(result.payload, null, 2)}</pre>`}
        <pre tabindex="0">${event}</pre>
      </details>
    </li>
  `;
}
