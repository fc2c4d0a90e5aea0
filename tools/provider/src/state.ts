import { randomBytes } from 'node:crypto';
import type { ApiAnswer } from './api.ts';
import type { Delivery } from './delivery.ts';
import type { Intent, Refund } from './objects.ts';

/** The first request with an idempotency key, and its answer once there is one. */
export interface KeyRecord {
  key: string;
  request: string;
  /** Milliseconds since 1970. */
  at: number;
  answer?: ApiAnswer;
}

/** One change of the provider's state. */
export type Change =
  | { kind: 'intent'; value: Intent }
  | { kind: 'refund'; value: Refund }
  | { kind: 'key'; value: KeyRecord }
  | { kind: 'delivery'; value: Delivery };

/** The provider's whole state. Each change is written to the journal before it takes effect. */
export class State {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, Refund>();
  readonly keys = new Map<string, KeyRecord>();
  /** Webhooks that have not been delivered yet. */
  readonly deliveries = new Map<string, Delivery>();
  readonly #journal: (change: Change) => void;
  readonly newId: NewId;

  /**
   * @param past the changes of an earlier process, in order
   * @param newId generates the ids of objects
   */
  constructor(
    journal: (change: Change) => void = () => {},
    past: Iterable<Change> = [],
    newId: NewId = randomId,
  ) {
    this.#journal = journal;
    this.newId = newId;
    for (const change of past) this.#apply(change);
  }

  change(change: Change): void {
    this.#journal(change);
    this.#apply(change);
  }

  intent(value: Intent): Intent {
    this.change({ kind: 'intent', value });
    return value;
  }

  refundsOf(intent: string): Refund[] {
    return [...this.refunds.values()].filter((refund) => refund.intent === intent);
  }

  clear(): void {
    for (const all of [this.intents, this.refunds, this.keys, this.deliveries]) all.clear();
  }

  #apply({ kind, value }: Change): void {
    if (kind === 'intent') this.intents.set(value.id, value);
    else if (kind === 'refund') this.refunds.set(value.id, value);
    else if (kind === 'key') this.keys.set(value.key, value);
    else if (value.done) this.deliveries.delete(value.id);
    else this.deliveries.set(value.id, value);
  }
}

/** Generates an id with Stripe's prefix for the kind; `of` identifies the object among those of its kind. */
export type NewId = (prefix: string, of: string) => string;

export const randomId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
