import { ON_DEMAND, PARTITION_UNITS, TABLE_UNITS } from './aws.ts';
import type { Simulation } from './simulation.ts';

/** A token bucket: this many a second, and unused tokens are kept up to one second's worth (or `burst`). */
export class Rate {
  readonly #simulation: Simulation;
  readonly #perSecond: () => number;
  readonly #burst: () => number;
  #left: number;
  #filled: number;

  constructor(simulation: Simulation, perSecond: () => number, burst = perSecond) {
    this.#simulation = simulation;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst();
    this.#filled = simulation.now;
  }

  /** Takes as many tokens as available, up to `wanted`. */
  takeUpTo(wanted: number): number {
    const { now } = this.#simulation;
    this.#left = Math.min(this.#burst(), this.#left + (now - this.#filled) * this.#perSecond());
    this.#filled = now;
    const taken = Math.min(wanted, Math.floor(this.#left));
    this.#left -= taken;
    return taken;
  }

  giveBack(count: number): void {
    this.#left += count;
  }
}

const MINUTE = 60;

/**
 * Write units of an on-demand table or index with evenly spread keys. It takes what DynamoDB guarantees: twice the
 * peak of half an hour ago. Unused capacity is kept for one second; DynamoDB keeps that of up to five minutes.
 */
export class OnDemand {
  readonly #rate: Rate;
  readonly #simulation: Simulation;
  /** Units per second of each past minute. */
  readonly #minutes: number[] = [];
  #capacity: number;
  #used = 0;
  /** Requested units that were not available. */
  throttled = 0;

  /** @param warm units per second from the start: those of a new table, unless it was warmed up */
  constructor(simulation: Simulation, warm: number = ON_DEMAND.first) {
    this.#simulation = simulation;
    this.#capacity = warm;
    this.#rate = new Rate(simulation, () => this.#capacity);
    simulation.every(MINUTE, () => this.#minute());
  }

  /** One partition per thousand units; each is a shard of the stream. */
  get partitions(): number {
    return Math.ceil(this.#capacity / PARTITION_UNITS);
  }

  /** Takes all of the units, or none. */
  take(units: number): boolean {
    const taken = this.takeUpTo(units);
    if (taken === units) return true;
    this.#rate.giveBack(taken);
    this.#used -= taken;
    this.throttled += taken;
    return false;
  }

  takeUpTo(units: number): number {
    const taken = this.#rate.takeUpTo(units);
    this.#used += taken;
    this.throttled += units - taken;
    return taken;
  }

  #minute(): void {
    if (this.#simulation.now > 0) this.#minutes.push(this.#used / MINUTE);
    this.#used = 0;
    const settled = this.#minutes[this.#minutes.length - 1 - ON_DEMAND.settles / MINUTE] ?? 0;
    this.#capacity = Math.min(TABLE_UNITS, Math.max(this.#capacity, settled * ON_DEMAND.growth));
  }
}

/** A transaction in flight. */
export interface Transaction {
  /** Number of its items that are picked at random from all items, with equal probability. */
  items: number;
  /** True if it writes the one item that all transactions want. */
  hot: boolean;
}

/**
 * Transactions in flight: DynamoDB cancels one that shares an item with another.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export class Conflicts {
  readonly #simulation: Simulation;
  /** Number of all items. */
  readonly #among: number;
  readonly #busy = new Set<Transaction>();
  begun = 0;
  cancelled = 0;

  constructor(simulation: Simulation, among: number) {
    this.#simulation = simulation;
    this.#among = among;
  }

  /** Starts a transaction. Returns false if it is cancelled; otherwise, it is in flight until it ends. */
  begin(transaction: Transaction): boolean {
    this.begun++;
    for (const other of this.#busy) {
      const apart = Math.max(0, 1 - other.items / this.#among) ** transaction.items;
      if ((transaction.hot && other.hot) || this.#simulation.random.next() >= apart) {
        this.cancelled++;
        return false;
      }
    }
    this.#busy.add(transaction);
    return true;
  }

  end(transaction: Transaction): void {
    this.#busy.delete(transaction);
  }
}
