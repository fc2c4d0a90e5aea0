import { performance } from 'node:perf_hooks';
import type { OrderItem } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import type { Store } from '../lib/store.ts';

/** How often the probe looks. Each look costs a read of two items. */
export const LOOK_MS = 5_000;

interface Watched {
  pk: string;
  since: number;
}

/**
 * Measures how far the decisions lag behind the rows, by watching two orders that this executor inserted. While the
 * older one is PENDING, stream, topic, queue and decisions together are at least as far behind as it is old. If the
 * newer one is decided first, nobody can decide the older one (its message is dead), and it is dropped.
 *
 * It reads the table that the rows go to, so it needs no permission, queue or item of its own. If a read fails, the
 * last lag stands, and it looks again.
 */
export class LagProbe {
  /** Oldest first. */
  #watched: Watched[] = [];
  #looked = 0;
  readonly #lateSeconds: number;
  readonly #now: () => number;

  /**
   * @param lateSeconds when the newer order has waited longer than this, a fresh one takes its place, which shows
   * sooner that things go better.
   */
  constructor(lateSeconds: number, now = () => performance.now()) {
    this.#lateSeconds = lateSeconds;
    this.#now = now;
  }

  /**
   * @param inserted is watched next, if there is room
   * @returns the age of the oldest order that waits, in seconds, 0 when none does; undefined between two looks and when
   * a read fails.
   */
  async look(
    inserted: ImportedOrder | undefined,
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
    // A repeated chunk inserts its first order again, and DynamoDB refuses a request that has a key twice.
    if (oldest?.pk === pk || newest?.pk === pk) return;
    if (newest && since - newest.since <= this.#lateSeconds * 1_000) return;
    this.#watched = [...(oldest ? [oldest] : []), { pk, since }];
  }
}
