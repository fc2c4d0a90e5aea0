import { performance } from 'node:perf_hooks';
import type { OrderItem } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import type { RowItem } from '../csv/row.ts';
import type { Store } from '../lib/store.ts';

/** How often it is looked, which is what the signal costs: a read of two items. */
export const LOOK_MS = 5_000;

interface Watched {
  pk: string;
  since: number;
}

/**
 * How far the decisions lag behind the rows, by two orders that this executor has inserted: as long as the older one is
 * PENDING, stream, topic, queue and decisions together are at least as far behind. When the newer one is decided first, it
 * was the older order that nobody can decide (its message is dead), and it is forgotten.
 *
 * It reads from the table that the rows go to, so it needs no right, no queue and no item of its own. Without an answer
 * what was known holds, and it is looked again.
 */
export class LagProbe {
  /** Oldest first. */
  #watched: Watched[] = [];
  #looked = 0;
  readonly #lateSeconds: number;
  readonly #now: () => number;

  /** @param lateSeconds an order that waits longer is not waited for to say that it goes better: a newer one is watched. */
  constructor(lateSeconds: number, now = () => performance.now()) {
    this.#lateSeconds = lateSeconds;
    this.#now = now;
  }

  /**
   * @param inserted is watched next, if there is room
   * @returns how old the oldest order is that waits, in seconds, 0 when none does; undefined between two looks and without an answer.
   */
  async look(
    inserted: RowItem | undefined,
    { client, orders }: Pick<Store, 'client' | 'orders'>,
  ): Promise<number | undefined> {
    const now = this.#now();
    if (this.#watched.length > 0 && now - this.#looked < LOOK_MS) return undefined;
    this.#looked = now;
    const asked = this.#watched;
    const keys = asked.map(({ pk }) => ({ pk }));
    const read = await batchGet<OrderItem>(client, orders, keys).catch(() => undefined);
    if (!read) return undefined;
    const pending = new Set(read.filter(({ status }) => status === 'PENDING').map(({ pk }) => pk));
    const waiting = asked.slice(asked.findLastIndex(({ pk }) => !pending.has(pk)) + 1);
    this.#watched = waiting;
    if (inserted) this.#watch(inserted.pk, now);
    if (asked.length === 0) return undefined;
    return waiting[0] ? (now - waiting[0].since) / 1_000 : 0;
  }

  #watch(pk: string, since: number): void {
    const [oldest, newest] = this.#watched;
    // A chunk that comes again inserts its first order again, and DynamoDB refuses a key that is asked for twice.
    if (oldest?.pk === pk || newest?.pk === pk) return;
    if (newest && since - newest.since <= this.#lateSeconds * 1_000) return;
    this.#watched = [...(oldest ? [oldest] : []), { pk, since }];
  }
}
