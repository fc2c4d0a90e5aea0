import type { Invocation, Invoke } from '@orderflow/local/poller/invoke';
import type { PlannedMapping } from '@orderflow/local/poller/poller';
import { readItemFailures } from '@orderflow/local/poller/response';

/** A record of a queue, or of the orders table's stream. */
interface Delivered {
  messageId?: string;
  body?: string;
  dynamodb?: { SequenceNumber: string; NewImage?: { event?: { M: { id: { S: string } } } } };
}

/** The id that a batch response uses for a record, and the id of its event. */
const placeOf = ({ messageId, dynamodb }: Delivered): string => messageId ?? dynamodb?.SequenceNumber ?? '';
const eventOf = ({ body, dynamodb }: Delivered): string =>
  body === undefined ? (dynamodb?.NewImage?.event?.M.id.S ?? '') : JSON.parse(body).id;

/** The consumers of `order.created.v1`: the stock and the counters. */
const CONSUMERS = 2;
/** These consumers. Functions that forward events apply none, and mails and settlements are not waited for. */
const APPLIES = /-(reserveStock|sumOrders|countOrders)$/;

/** Records at the poller which events were applied, and when. */
export class Watch {
  /** When the last of its consumers had applied an event, by event id. */
  readonly applied = new Map<string, number>();
  readonly #consumersOf = new Map<string, Set<string>>();
  #deliveries = 0;

  /** Number of applied (event, consumer) pairs, without repeats. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** Watches a mapping if its function applies events. */
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
