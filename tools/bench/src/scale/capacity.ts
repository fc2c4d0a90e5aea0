import { ON_DEMAND, PARTITION_UNITS, TABLE_UNITS } from './aws.ts';
import type { Simulation } from './simulation.ts';

/** So much a second, and what was not used up to a second's worth (or `burst`): a token bucket. */
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

  /** Takes as many as there are, up to so many. */
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
 * Write units of an on-demand table, or of an index, whose keys are spread evenly: what it promises, which is twice the peak
 * of half an hour ago. Unused capacity is kept for a second, where DynamoDB keeps that of up to five minutes.
 */
export class OnDemand {
  readonly #rate: Rate;
  readonly #simulation: Simulation;
  /** What one minute after the other consumed a second. */
  readonly #minutes: number[] = [];
  #capacity: number;
  #used = 0;
  /** Units that were asked for, and not there. */
  throttled = 0;

  /** @param warm units a second that it takes from the start: those of a new one, unless it was warmed */
  constructor(simulation: Simulation, warm: number = ON_DEMAND.first) {
    this.#simulation = simulation;
    this.#capacity = warm;
    this.#rate = new Rate(simulation, () => this.#capacity);
    simulation.every(MINUTE, () => this.#minute());
  }

  /** A partition for each thousand units; each is a shard of the stream. */
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

/** A transaction on its way. */
export interface Transaction {
  /** Items of which each is as likely as any other, among so many. */
  items: number;
  /** Writes an item that everybody wants. */
  hot: boolean;
}

/**
 * Transactions that are on their way: DynamoDB cancels one that meets another on an item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export class Conflicts {
  readonly #simulation: Simulation;
  /** Items there are. */
  readonly #among: number;
  readonly #busy = new Set<Transaction>();
  begun = 0;
  cancelled = 0;

  constructor(simulation: Simulation, among: number) {
    this.#simulation = simulation;
    this.#among = among;
  }

  /** Whether it may go on, until it ends. */
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
