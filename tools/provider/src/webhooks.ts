import { seconds } from './clock.ts';
import type { Delivery } from './delivery.ts';
import type { Faults } from './faults.ts';
import { signatureHeader } from './signature.ts';
import { randomId, type State } from './state.ts';

/** Posts a body with a signature. @returns the response status */
export type Post = (payload: string, signature: string) => Promise<number>;

export interface WebhookOptions {
  secrets: readonly string[];
  apiVersion: string;
  post: Post;
  now: () => number;
}

/** Stripe retries for three days, at unspecified times. */
const GIVE_UP_MS = 3 * 86_400_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;
/** An event that waits for the next one is sent after this time in any case. */
const HELD_MS = 10_000;
const AFTER_NEXT_MS = 50;

/** Sends events to the only endpoint: signed, retried until it answers with a 2xx, in no guaranteed order. */
export class Webhooks {
  readonly #state: State;
  readonly #faults: Faults;
  readonly #options: WebhookOptions;
  readonly #underWay = new Set<string>();

  constructor(state: State, faults: Faults, options: WebhookOptions) {
    this.#state = state;
    this.#faults = faults;
    this.#options = options;
  }

  /** @param about text that faults are matched with */
  emit(type: string, object: object, intent: string, about: string): void {
    const now = this.#options.now();
    const event = {
      id: randomId('evt'),
      object: 'event',
      api_version: this.#options.apiVersion,
      created: seconds(now),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    for (const held of this.#state.deliveries.values()) {
      if (held.held && held.intent === intent) {
        this.#keep({ ...held, held: false, dueAt: now + AFTER_NEXT_MS });
      }
    }
    const delivery = {
      id: randomId('del'),
      eventId: event.id,
      intent,
      payload: JSON.stringify(event),
      createdAt: now,
      dueAt: now,
      attempts: 0,
    };
    for (const one of this.#faulty(delivery, `${about} ${type}`)) this.#keep(one);
  }

  /** The deliveries after a fault that was ordered for this one. */
  #faulty(delivery: Delivery, about: string): Delivery[] {
    const fault = this.#faults.take(
      about,
      'webhook-never',
      'webhook-twice',
      'webhook-late',
      'webhook-out-of-order',
    );
    const { dueAt } = delivery;
    switch (fault?.fault) {
      case 'webhook-never':
        return [];
      case 'webhook-twice':
        return [delivery, { ...delivery, id: randomId('del') }];
      case 'webhook-late':
        return [{ ...delivery, dueAt: dueAt + fault.ms }];
      case 'webhook-out-of-order':
        return [{ ...delivery, held: true, dueAt: dueAt + HELD_MS }];
      default:
        return [delivery];
    }
  }

  /** Delivers all due events at once. @returns the time of the next one, in milliseconds since 1970 */
  async deliverDue(): Promise<number | undefined> {
    const now = this.#options.now();
    const due = [...this.#state.deliveries.values()].filter(
      ({ id, dueAt }) => dueAt <= now && !this.#underWay.has(id),
    );
    await Promise.all(due.map((delivery) => this.#deliver(delivery)));
    const times = [...this.#state.deliveries.values()].map(({ dueAt }) => dueAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Delivers everything in the order of the due times, without waiting. @returns the number of delivered events */
  async deliverAll(): Promise<number> {
    const all = [...this.#state.deliveries.values()].sort((a, b) => a.dueAt - b.dueAt);
    const arrived: boolean[] = [];
    for (const delivery of all) arrived.push(await this.#deliver(delivery));
    return arrived.filter(Boolean).length;
  }

  async #deliver(delivery: Delivery): Promise<boolean> {
    const { payload, createdAt } = delivery;
    const { secrets, post, now } = this.#options;
    this.#underWay.add(delivery.id);
    const status = await post(payload, signatureHeader(payload, secrets, seconds(now()))).catch(() => 0);
    this.#underWay.delete(delivery.id);
    const attempts = delivery.attempts + 1;
    const arrived = status >= 200 && status < 300;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
    const gaveUp = now() + wait - createdAt > GIVE_UP_MS;
    this.#keep({ ...delivery, attempts, dueAt: now() + wait, done: arrived || gaveUp });
    return arrived;
  }

  #keep(delivery: Delivery): void {
    this.#state.change({ kind: 'delivery', value: delivery });
  }
}
