import type { Invocation, Invoke } from '@orderflow/local/poller/invoke';
import type { PlannedMapping } from '@orderflow/local/poller/poller';
import { readItemFailures } from '@orderflow/local/poller/response';

interface Message {
  messageId: string;
  body: string;
}

/** The consumers of `order.created.v1`. */
const CONSUMERS = 2;

/** Sees at the poller which events were applied, and when. */
export class Watch {
  /** When the last of its consumers had applied an event, by its id. */
  readonly applied = new Map<string, number>();
  readonly #consumersOf = new Map<string, Set<string>>();
  #deliveries = 0;

  /** Events times consumers, each once. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** Watches a queue's mapping. */
  over({ mapping, invoke }: PlannedMapping): PlannedMapping {
    if (mapping.kind !== 'queue') return { mapping, invoke };
    const watched: Invoke = async (records) => {
      const invocation = await invoke(records);
      this.#note(mapping.functionName, records as readonly Message[], invocation);
      return invocation;
    };
    return { mapping, invoke: watched };
  }

  #note(consumer: string, messages: readonly Message[], invocation: Invocation): void {
    if (invocation.status !== 'succeeded') return;
    const now = performance.now();
    const failures = readItemFailures(
      invocation.payload,
      messages.map(({ messageId }) => messageId),
    );
    const failed = 'failed' in failures ? failures.failed : messages.map(({ messageId }) => messageId);
    for (const { messageId, body } of messages) {
      const { id } = JSON.parse(body) as { id: string };
      const consumers = this.#consumersOf.get(id) ?? new Set();
      if (failed.includes(messageId) || consumers.has(consumer)) continue;
      this.#consumersOf.set(id, consumers.add(consumer));
      this.#deliveries++;
      if (consumers.size === CONSUMERS) this.applied.set(id, now);
    }
  }
}
