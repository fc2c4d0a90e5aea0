import { useEffect, useRef, useState } from 'preact/hooks';
import type { PeekedMessage } from '../readers/messages.ts';
import type { Redriven } from '../readers/redrive.ts';
import { ask, tell } from './client.ts';
import { time } from './format.ts';
import { html } from './html.ts';

interface Props {
  queue: string;
  close(): void;
  trace(correlationId: string): void;
}

/** Looks into a dead-letter queue and sends one, some or all of its messages back; tells first what would move. */
export function DlqDialog({ queue, close, trace }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
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
  const load = () => run(async () => setMessages(await ask<PeekedMessage[]>('peek', { queue })));
  useEffect(() => {
    dialog.current?.showModal();
    void load();
  }, [queue]);

  const body = { queue, ...(chosen.length > 0 ? { ids: chosen } : {}) };
  const redrive = (dryRun: boolean) =>
    run(async () => {
      const answer = await tell<Redriven>('redrive', { ...body, dryRun });
      setPlan(dryRun ? answer : undefined);
      if (dryRun) return;
      const moved = answer.bySqs?.moved ?? answer.moved.length;
      setSaid(`${moved} messages moved${answer.bySqs?.running ? ' so far; SQS goes on.' : '.'}`);
      setChosen([]);
      setMessages(await ask<PeekedMessage[]>('peek', { queue }));
    });
  const toggle = (id: string) => {
    setPlan(undefined);
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  };

  return html`
    <dialog ref=${dialog} onClose=${close} aria-labelledby="dlq-title">
      <header>
        <h2 id="dlq-title">${queue}</h2>
        <button onClick=${() => dialog.current?.close()}>Close</button>
      </header>
      <div class="actions">
        <button disabled=${busy || !messages?.length} onClick=${() => redrive(true)}>
          Dry run: redrive ${chosen.length > 0 ? `${chosen.length} chosen` : 'all'}
        </button>
        ${
          plan &&
          html`<button class="primary" disabled=${busy || plan.moved.length === 0} onClick=${() => redrive(false)}>
            Send ${plan.moved.length} to ${plan.to}
          </button>`
        }
        <span role="status" class="quiet">${busy ? 'Working…' : said}</span>
      </div>
      ${messages?.length === 0 && html`<p class="calm">The queue is empty.</p>`}
      <ul class="plain">
        ${messages?.map(
          (one) => html`
            <li class="message" key=${one.messageId}>
              <label>
                <input type="checkbox" checked=${chosen.includes(one.messageId)} onChange=${() => toggle(one.messageId)} />
                <span>Received ${one.receiveCount} times, sent ${time(one.sentAt)}</span>
              </label>
              ${one.error && html`<p class="error">${one.error}</p>`}
              ${one.correlationId && html`<button class="link" onClick=${() => trace(one.correlationId ?? '')}>Trace ${one.correlationId}</button>`}
              <pre tabindex="0">${JSON.stringify(one.body, null, 2)}</pre>
            </li>
          `,
        )}
      </ul>
    </dialog>
  `;
}
