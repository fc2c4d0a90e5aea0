import { useEffect, useState } from 'preact/hooks';
import type { PeekedMessage } from '../readers/messages.ts';
import type { Redriven } from '../readers/redrive.ts';
import { tell } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';

interface Props {
  queue: string;
  isDlq: boolean;
  trace(correlationId: string): void;
}

/**
 * The messages of a queue. From a dead-letter queue, one, some or all can be redriven, after a dry run. Other queues
 * are read only on request: a peek may cost a message its last delivery.
 */
export function QueuePart({ queue, isDlq, trace }: Props) {
  const [messages, setMessages] = useState<PeekedMessage[]>();
  const [chosen, setChosen] = useState<string[]>([]);
  const [plan, setPlan] = useState<Redriven>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    await work().catch((error: Error) => setSaid(error.message));
    setBusy(false);
  };
  const load = () => run(async () => setMessages(await tell<PeekedMessage[]>('peek', { queue })));
  useEffect(() => {
    if (isDlq) void load();
  }, []);

  const body = { queue, ...(chosen.length > 0 ? { ids: chosen } : {}) };
  const redrive = (dryRun: boolean) =>
    run(async () => {
      const answer = await tell<Redriven>('redrive', { ...body, dryRun });
      setPlan(dryRun ? answer : undefined);
      if (dryRun) return;
      const moved = answer.bySqs?.moved ?? answer.moved.length;
      setSaid(`${moved} messages moved${answer.bySqs?.running ? ' so far; SQS goes on.' : '.'}`);
      setChosen([]);
      setMessages(await tell<PeekedMessage[]>('peek', { queue }));
    });
  const toggle = (id: string) => {
    setPlan(undefined);
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  };

  return html`
    <div class="actions">
      ${
        isDlq
          ? html`<button disabled=${busy || !messages?.length} onClick=${() => redrive(true)}>
              Dry run: redrive ${chosen.length > 0 ? `${chosen.length} chosen` : 'all'}
            </button>`
          : html`<button disabled=${busy} onClick=${load}>Peek</button>
              <span class="quiet">Receives up to 20 messages and gives them back: it counts as a delivery of each.</span>`
      }
      ${
        plan &&
        html`<button class="primary" disabled=${busy || plan.moved.length === 0} onClick=${() => redrive(false)}>
          Send ${plan.moved.length} to ${plan.to}
        </button>`
      }
      <span role="status" class="quiet">${busy ? 'Working…' : said}</span>
    </div>
    ${messages?.length === 0 && html`<p class="calm">${isDlq ? 'The queue is empty.' : 'No message can be received now.'}</p>`}
    <ul class="plain">
      ${messages?.map(
        (one) => html`
          <li class="message" key=${one.messageId}>
            <label>
              ${isDlq && html`<input type="checkbox" checked=${chosen.includes(one.messageId)} onChange=${() => toggle(one.messageId)} />`}
              <span>Received ${one.receiveCount} times, sent ${time(one.sentAt)}</span>
            </label>
            ${one.error && html`<p class="error">${one.error}</p>`}
            ${one.correlationId && html`<button class="link" onClick=${() => trace(one.correlationId ?? '')}>Trace ${one.correlationId}</button>`}
            <pre tabindex="0">${JSON.stringify(one.body, null, 2)}</pre>
          </li>
        `,
      )}
    </ul>
  `;
}
