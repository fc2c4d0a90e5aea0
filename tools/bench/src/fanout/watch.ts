import type { Invocation, Invoke } from '@orderflow/local/poller/invoke';
import type { PlannedMapping } from '@orderflow/local/poller/poller';
import { readItemFailures } from '@orderflow/local/poller/response';

/** Of a queue, or of the stream of the orders table. */
interface Delivered {
  messageId?: string;
  body?: string;
  dynamodb?: { SequenceNumber: string; NewImage?: { event?: { M: { id: { S: string } } } } };
}

/** What a batch response names it by, and the id of the event that it is of. */
const placeOf = ({ messageId, dynamodb }: Delivered): string => messageId ?? dynamodb?.SequenceNumber ?? '';
const eventOf = ({ body, dynamodb }: Delivered): string =>
  body === undefined ? (dynamodb?.NewImage?.event?.M.id.S ?? '') : JSON.parse(body).id;

/** Who applies `order.created.v1`: the stock and the counters. */
const CONSUMERS = 2;
/** Those: what carries events on applies none, and whoever writes mails or settles payments is not waited for. */
const APPLIES = /-(reserveStock|sumOrders|countOrders)$/;

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

  /** Watches a mapping whose function applies events. */
  over({ mapping, invoke }: PlannedMapping): PlannedMapping {
    if (!APPLIES.test(mapping.functionName)) return { mapping, invoke };
    const watched: Invoke = async (records, more) => {
      const invocation = await invoke(records, more);
      this.#note(mapping.functionName, records as readonly Delivered[], invocation);
      return invocation;
    };
    return { mapping, invoke: watched };
  }

  #note(consumer: string, messages: readonly Delivered[], invocation: Invocation): void {
    if (invocation.status !== 'succeeded') return;
    const now = performance.now();
    const places = messages.map(placeOf);
    const failures = readItemFailures(invocation.payload, places);
    const failed = new Set('failed' in failures ? failures.failed : places);
    for (const message of messages) {
      const id = eventOf(message);
      const consumers = this.#consumersOf.get(id) ?? new Set();
      if (failed.has(placeOf(message)) || consumers.has(consumer)) continue;
      this.#consumersOf.set(id, consumers.add(consumer));
      this.#deliveries++;
      if (consumers.size === CONSUMERS) this.applied.set(id, now);
    }
  }
}
