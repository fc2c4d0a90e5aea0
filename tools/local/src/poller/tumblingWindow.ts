import { backoff, type Clock } from './clock.ts';
import type { Invocation, Invoke } from './invoke.ts';
import type { Log } from './log.ts';
import type { StreamMapping } from './mapping.ts';
import type { StreamRecord } from './shardStream.ts';

/** Fields of a window's invocation besides its records. */
export interface WindowFields {
  window: { start: string; end: string };
  state: object;
  shardId: string;
  eventSourceARN: string;
  isFinalInvokeForWindow: boolean;
  isWindowTerminatedEarly: boolean;
}

interface Source {
  mapping: StreamMapping;
  invoke: Invoke;
  clock: Clock;
  log: Log;
}

/** Lambda ends a window early if its state is larger. */
const MAX_STATE_BYTES = 1024 * 1024;
const RETRY_BASE_MS = 100;
const RETRY_CAP_MS = 5_000;

/**
 * The tumbling windows of one shard, one after another. A record's arrival time decides its window. The state goes from one
 * invocation to the next. When the window is over, a last invocation has no records.
 *
 * A failed invocation leaves the state as it was. An answer without a state counts as failed. The last invocation is
 * repeated until it succeeds or the mapping's retries are used up; the shard waits meanwhile. A restarted poller has no
 * state.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html
 */
export class TumblingWindow {
  readonly #source: Source;
  readonly #shard: { id: string; streamArn: string };
  readonly #lengthMs: number;
  readonly #signal: AbortSignal;
  #open: { start: number; state: object } | undefined;

  constructor(
    source: Source,
    lengthMs: number,
    shard: { id: string; streamArn: string },
    signal: AbortSignal,
  ) {
    this.#source = source;
    this.#lengthMs = lengthMs;
    this.#shard = shard;
    this.#signal = signal;
  }

  /** Milliseconds until the open window is over. */
  get msLeft(): number {
    const end = this.#open ? this.#open.start + this.#lengthMs : Number.POSITIVE_INFINITY;
    return Math.max(0, end - this.#source.clock.now());
  }

  /** Splits a batch so that each part is of one window. */
  cut(records: readonly StreamRecord[]): StreamRecord[][] {
    return [...Map.groupBy(records, ({ arrivedAt }) => this.#startOf(arrivedAt)).values()];
  }

  /** Opens the window of a record, and ends the one before. */
  async enter({ arrivedAt }: StreamRecord): Promise<void> {
    const start = this.#startOf(arrivedAt);
    if (this.#open && this.#open.start !== start) await this.end();
    this.#open ??= { start, state: {} };
  }

  /** Invokes the function with records of the open window. */
  readonly invoke: Invoke = async (records) => {
    const invocation = await this.#invoke(records, {});
    if (this.#open && JSON.stringify(this.#open.state).length > MAX_STATE_BYTES) {
      const { start } = this.#open;
      await this.end({ isWindowTerminatedEarly: true });
      this.#open = { start, state: {} };
    }
    return invocation;
  };

  /** Invokes the function for the last time in the open window, if there is one. */
  async end(how: Partial<WindowFields> = {}): Promise<void> {
    const { mapping, clock, log } = this.#source;
    for (let attempt = 0; this.#open && !this.#signal.aborted; attempt++) {
      const invocation = await this.#invoke([], { isFinalInvokeForWindow: true, ...how });
      const gaveUp = invocation.status === 'failed' && attempt >= mapping.maximumRetryAttempts;
      if (gaveUp) log(`${mapping.functionName}: gave up the end of a window: ${invocation.reason}`);
      if (gaveUp || invocation.status === 'succeeded') this.#open = undefined;
      else await clock.sleep(backoff(attempt, RETRY_BASE_MS, RETRY_CAP_MS), this.#signal);
    }
  }

  async #invoke(records: readonly object[], how: Partial<WindowFields>): Promise<Invocation> {
    const open = this.#open;
    if (!open) throw new Error('no window is open');
    const invocation = await this.#source.invoke(records, { ...this.#fields(open), ...how });
    if (invocation.status !== 'succeeded') return invocation;
    const { state } = (invocation.payload ?? {}) as { state?: unknown };
    if (typeof state !== 'object' || state === null) {
      const reason = 'the answer has no state, which a tumbling window asks for';
      return { status: 'failed', reason, requestId: crypto.randomUUID() };
    }
    open.state = state;
    return invocation;
  }

  #fields({ start, state }: { start: number; state: object }): WindowFields {
    const [begin, end] = [start, start + this.#lengthMs].map(
      (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`,
    );
    return {
      window: { start: begin ?? '', end: end ?? '' },
      state,
      shardId: this.#shard.id,
      eventSourceARN: this.#shard.streamArn,
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
    };
  }

  readonly #startOf = (ms: number): number => Math.floor(ms / this.#lengthMs) * this.#lengthMs;
}
