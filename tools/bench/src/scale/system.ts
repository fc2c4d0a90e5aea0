import { ANSWERS, API_RATE, CONCURRENCY, PER_ENVIRONMENT, STREAM_LOOKS, TOPIC_RATES } from './aws.ts';
import { Conflicts, OnDemand, Rate } from './capacity.ts';
import { type Cohort, sizeOf, Tally } from './cohorts.ts';
import { Executions } from './executions.ts';
import { importing } from './importing.ts';
import { Random } from './random.ts';
import { functionOf, numberOf, type Settings } from './settings.ts';
import { Simulation } from './simulation.ts';
import { Queue, ShardReader, type Work } from './sources.ts';
import { counting, deciding, publishing } from './stages.ts';
import { computing } from './work.ts';

/** The load, and the account's capacity. */
export interface Load {
  ordersPerSecond: number;
  /** Seconds during which orders arrive; the results are read after them. */
  seconds: number;
  /** If true, an endless file is imported at the same time. */
  imports?: boolean;
  /** Number of skus among which the orders are spread. */
  skus?: number;
  /** The share of orders that want the same sku. */
  hotShare?: number;
  /** Write units per second of the tables from the start; those of new tables, unless they were warmed up. */
  warm?: number;
  topicRate?: number;
  apiRate?: number;
  concurrency?: number;
  /** Polls per second of an idle shard. */
  looks?: number;
  seed?: number;
}

/** Seconds between two arrivals of orders: the precision of an order's time. */
const TICK = 0.05;
/** services/orders: number of items over which a day's counters are spread. */
export const COUNTERS = 8;
/** The SDK's attempts at a write, and the maximum seconds between them. */
const TRIES = 3;
const TRY_AGAIN = 0.05;

/** A shard of the orders table's stream, with its two readers. */
interface Shard {
  publish: ShardReader;
  count: ShardReader;
}

/** The system under a load; {@link run} advances the time. */
export class System {
  readonly simulation: Simulation;
  /** Orders by result. */
  readonly people = { offered: 0, refused: 0, accepted: 0, decided: 0 };
  readonly imported = { inserted: 0, decided: 0 };
  counted = 0;
  /** Seconds from an order's write to its decision, by kind; and from an event to its count. */
  readonly lags = { placed: new Tally(), imported: new Tally(), counted: new Tally() };
  readonly orders: OnDemand;
  readonly index: OnDemand;
  readonly inventory: OnDemand;
  readonly executions: Executions;
  readonly stock: Conflicts;
  readonly counters: Conflicts[];
  readonly queues: Record<'placed' | 'imported', Queue>;
  readonly #readers: Shard[] = [];
  readonly #settings: Settings;
  readonly #load: Load;
  readonly #topic: Rate;
  #decidedUpTo = 0;

  constructor(settings: Settings, load: Load) {
    const { seed = 1, warm, skus = 10_000, topicRate = TOPIC_RATES['us-east-1'], concurrency } = load;
    this.#settings = settings;
    this.#load = load;
    const simulation = new Simulation(new Random(seed));
    this.simulation = simulation;
    this.orders = new OnDemand(simulation, warm);
    this.index = new OnDemand(simulation, warm);
    this.inventory = new OnDemand(simulation, warm);
    this.executions = new Executions(concurrency ?? CONCURRENCY);
    this.stock = new Conflicts(simulation, skus);
    this.counters = Array.from({ length: COUNTERS }, () => new Conflicts(simulation, 1));
    this.#topic = new Rate(simulation, () => topicRate);
    this.queues = { placed: this.#queue('reserveStock'), imported: this.#queue('reserveImported') };
    this.#people();
    if (load.imports) this.#imports();
  }

  /** Records that a shard's readers have not taken yet, and messages in queues. */
  get waiting() {
    const of = (which: 'publish' | 'count') =>
      this.#readers.reduce((total, one) => total + one[which].line.size, 0);
    const { placed, imported } = this.queues;
    return {
      publish: of('publish'),
      count: of('count'),
      placed: placed.line.size,
      imported: imported.line.size,
    };
  }

  run(seconds = this.#load.seconds): this {
    this.simulation.runUntil(seconds);
    return this;
  }

  #people(): void {
    const { simulation, executions, people } = this;
    const { ordersPerSecond, seconds, apiRate = API_RATE } = this.#load;
    const { api } = this.#settings.orders;
    const stage = new Rate(
      simulation,
      () => Math.min(api.rate, apiRate),
      () => api.burst,
    );
    const cpu = computing('placeOrder', functionOf(this.#settings, 'orders', 'placeOrder').memoryMb)(1);
    // An environment takes ten requests per second, however short they are.
    const holds = Math.max(cpu + ANSWERS.put, 1 / PER_ENVIRONMENT);
    simulation.every(TICK, () => {
      if (simulation.now >= seconds) return;
      const offered = simulation.random.poisson(ordersPerSecond * TICK);
      const admitted = executions.take(stage.takeUpTo(offered));
      people.offered += offered;
      people.refused += offered - admitted;
      simulation.after(holds, () => executions.free(admitted));
      simulation.after(cpu, () => this.#place(admitted, 1));
    });
  }

  #place(count: number, attempt: number): void {
    const taken = this.#insert(count);
    this.people.accepted += taken;
    this.#write({ kind: 'placed', at: this.simulation.now, count: taken });
    if (taken === count) return;
    if (attempt === TRIES) this.people.refused += count - taken;
    else this.simulation.after(TRY_AGAIN, () => this.#place(count - taken, attempt + 1));
  }

  /** Each order takes one unit of the table and one of the index. */
  #insert(count: number): number {
    return this.orders.takeUpTo(this.index.takeUpTo(count));
  }

  #imports(): void {
    const chunk = functionOf(this.#settings, 'ingestion', 'importChunk');
    importing({
      simulation: this.simulation,
      takes: [this.index, this.orders],
      executors: chunk.mapping.maximumConcurrency ?? 0,
      least: numberOf(chunk, 'MIN_ROWS_PER_SECOND'),
      most: numberOf(chunk, 'MAX_ROWS_PER_SECOND'),
      lagSeconds: numberOf(chunk, 'LAG_SECONDS'),
      cpu: computing('importChunk', chunk.memoryMb),
      inserted: (count) => {
        this.imported.inserted += count;
        this.#write({ kind: 'imported', at: this.simulation.now, count });
      },
      decidedUpTo: () => this.#decidedUpTo,
    });
  }

  /** Puts records into random shards of the stream, for both readers. */
  #write({ kind, at, count }: Cohort): void {
    const shards = this.orders.partitions;
    while (this.#readers.length < shards) this.#readers.push(this.#shard());
    const { now, random } = this.simulation;
    const put = (shard: number, part: number) => {
      const { publish, count: counts } = this.#readers[shard] as Shard;
      publish.line.add(kind, at, part);
      counts.line.add(kind, now, part);
    };
    const any = () => Math.floor(random.next() * shards);
    if (count < shards) {
      for (let one = 0; one < count; one++) put(any(), 1);
      return;
    }
    const first = any();
    for (let [left, others] = [count, shards - 1]; left > 0; others--) {
      const part = others === 0 ? left : Math.min(left, random.poisson(left / (others + 1)));
      put((first + others) % shards, part);
      left -= part;
    }
  }

  #shard(): Shard {
    const { simulation } = this;
    const reader = (
      name: 'publishEvents' | 'sumOrders',
      work: (cpu: (records: number) => number) => Work,
    ) => {
      const { mapping, memoryMb } = functionOf(this.#settings, 'orders', name);
      const { looks = STREAM_LOOKS } = this.#load;
      return new ShardReader({ mapping, work: work(computing(name, memoryMb)), ...this.#common }, looks);
    };
    const deliver = (cohorts: Cohort[]) => {
      for (const one of cohorts) if (one.kind !== 'decided') this.queues[one.kind].push([one]);
    };
    const counted = (cohorts: Cohort[]) => {
      this.counted += sizeOf(cohorts);
      for (const { at, count } of cohorts) this.lags.counted.add(simulation.now - at, count);
    };
    const place = Math.floor(simulation.random.next() * COUNTERS);
    const conflicts = this.counters;
    return {
      publish: reader('publishEvents', (cpu) => publishing({ simulation, topic: this.#topic, cpu, deliver })),
      count: reader('sumOrders', (cpu) => counting({ simulation, conflicts, place, cpu, counted })),
    };
  }

  get #common() {
    return { simulation: this.simulation, executions: this.executions };
  }

  #queue(name: 'reserveStock' | 'reserveImported'): Queue {
    const { simulation, orders, inventory } = this;
    const settings = functionOf(this.#settings, 'orders', name);
    const { skus = 10_000, hotShare = 0 } = this.#load;
    const work = deciding({
      simulation,
      orders,
      inventory,
      conflicts: this.stock,
      skus,
      hotShare,
      retrySeconds: numberOf(settings, 'RETRY_BASE_SECONDS'),
      cpu: computing('reserveStock', settings.memoryMb),
      decided: (cohorts) => this.#decided(cohorts),
    });
    return new Queue({ mapping: settings.mapping, work, ...this.#common });
  }

  #decided(cohorts: Cohort[]): void {
    const { now } = this.simulation;
    for (const { kind, at, count } of cohorts) {
      if (kind === 'decided') continue;
      this.lags[kind].add(now - at, count);
      if (kind === 'placed') this.people.decided += count;
      else this.imported.decided += count;
      if (kind === 'imported') this.#decidedUpTo = Math.max(this.#decidedUpTo, at);
    }
    this.#write({ kind: 'decided', at: now, count: sizeOf(cohorts) });
  }
}
