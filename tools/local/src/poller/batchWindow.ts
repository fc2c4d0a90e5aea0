import type { Clock } from './clock.ts';

interface Limits<T> {
  /** Records in a full batch. */
  size: number;
  /** Bytes in a full batch, by `bytesOf`. */
  bytes: number;
  bytesOf: (record: T) => number;
  /** How long a batch stays open after its first record, in milliseconds. */
  windowMs: number;
}

/** Fetches up to `max` records, waiting at most `waitMs` for the first; undefined when no more will come. */
export type Receive<T> = (max: number, waitMs: number) => Promise<T[] | undefined>;

/**
 * Gathers records into batches the way Lambda does: a batch is closed when it is full, when its payload limit is reached or
 * when its window is over, whichever comes first. Without a window, a batch is what the first receive returned.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching
 */
export class BatchWindow<T> {
  readonly #receive: Receive<T>;
  readonly #limits: Limits<T>;
  readonly #clock: Clock;
  /** Records that were received but did not fit into the batch that was open. */
  #leftOver: T[] = [];

  constructor(receive: Receive<T>, limits: Limits<T>, clock: Clock) {
    this.#receive = receive;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** The next batch; empty when the source had nothing to give. */
  async next(): Promise<T[]> {
    const { size, windowMs } = this.#limits;
    const batch: T[] = [];
    const received = this.#leftOver.splice(0);
    if (received.length === 0)
      received.push(...((await this.#receive(size, Number.POSITIVE_INFINITY)) ?? []));
    const deadline = this.#clock.now() + windowMs;
    let bytes = this.#fill(batch, received, 0);
    while (batch.length > 0 && batch.length < size && this.#leftOver.length === 0) {
      const waitMs = deadline - this.#clock.now();
      if (waitMs <= 0) break;
      const more = await this.#receive(size - batch.length, waitMs);
      if (!more) break;
      bytes = this.#fill(batch, more, bytes);
    }
    return batch;
  }

  /**
   * Moves records into the batch until it is full, the others to the left-overs. A single record over the payload
   * limit still makes a batch of its own: its invocation then says why it failed.
   *
   * @returns bytes in the batch
   */
  #fill(batch: T[], records: readonly T[], bytes: number): number {
    for (const [index, record] of records.entries()) {
      const total = bytes + this.#limits.bytesOf(record);
      const full = batch.length >= this.#limits.size || (batch.length > 0 && total > this.#limits.bytes);
      if (full) {
        this.#leftOver = records.slice(index);
        break;
      }
      batch.push(record);
      bytes = total;
    }
    return bytes;
  }
}
