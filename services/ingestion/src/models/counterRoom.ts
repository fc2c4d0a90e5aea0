import { createHash } from 'node:crypto';

/** Kept in a shard's checkpoint: the counters that it wrote to in one hour. */
export interface KnownCounters {
  /** `YYYY-MM-DDTHH`, UTC. */
  hour: string;
  /** The {@link DIGEST_BYTES} of each, one after another. */
  digests: Uint8Array;
}

/**
 * Enough that two of some hundreds of counters collide once in a billion hours; one counter too many then gets a place.
 */
const DIGEST_BYTES = 6;

/**
 * The counters that a shard may write to in an hour: the first ones that it meets, up to a limit. Anybody may send
 * clicks of any path: without the limit, each click could cost a write and an item of its own.
 */
export class CounterRoom {
  readonly #hour: string;
  readonly #known: Set<string>;
  readonly #limit: number;

  /** @param known from the shard's checkpoint; ignored if it is of another hour */
  constructor(known: KnownCounters | undefined, limit: number, now: Date) {
    this.#hour = now.toISOString().slice(0, 13);
    this.#limit = limit;
    const digests = known?.hour === this.#hour ? Buffer.from(known.digests) : Buffer.alloc(0);
    this.#known = new Set(
      Array.from({ length: digests.length / DIGEST_BYTES }, (_, index) =>
        digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES).toString('hex'),
      ),
    );
  }

  /** True if the counter has a place. A new counter gets one while there is room. */
  has(counter: string): boolean {
    const digest = createHash('sha256')
      .update(counter)
      .digest('hex')
      .slice(0, 2 * DIGEST_BYTES);
    if (this.#known.has(digest)) return true;
    if (this.#known.size >= this.#limit) return false;
    this.#known.add(digest);
    return true;
  }

  known(): KnownCounters {
    return { hour: this.#hour, digests: Buffer.from([...this.#known].join(''), 'hex') };
  }
}
