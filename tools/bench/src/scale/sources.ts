import { EXECUTORS, STREAM_READ } from './aws.ts';
import { type Cohort, Line } from './cohorts.ts';
import type { Executions } from './executions.ts';
import type { Mapping } from './settings.ts';
import type { Simulation } from './simulation.ts';

/** Processes a batch; it calls `done` with the records to retry, and the delay in seconds. */
export type Work = (batch: Cohort[], done: (again?: Cohort[], after?: number) => void) => void;

/** What a shard or a queue needs to invoke its function. */
interface Source {
  mapping: Mapping;
  simulation: Simulation;
  executions: Executions;
  work: Work;
}

/** Seconds until an invocation without free concurrency is retried. */
const NO_ROOM = 0.1;

/** Runs one batch as soon as the account has free concurrency. */
function invoke({ simulation, executions, work }: Source, batch: Cohort[], done: Parameters<Work>[1]): void {
  if (executions.take(1) === 0) {
    simulation.after(NO_ROOM, () => invoke({ simulation, executions, work } as Source, batch, done));
    return;
  }
  work(batch, (again, after) => {
    executions.free(1);
    done(again, after);
  });
}

/**
 * The reader of one shard of a stream, like an event source mapping: one batch at a time (per
 * `parallelizationFactor`), as soon as it is full or its window has ended.
 */
export class ShardReader {
  readonly line = new Line();
  readonly #source: Source;
  #running = 0;
  #since: number | undefined;

  /** @param looks polls per second of an idle shard */
  constructor(source: Source, looks: number) {
    this.#source = source;
    const { simulation } = source;
    // Readers are not synchronized.
    simulation.after(simulation.random.next() / looks, () => simulation.every(1 / looks, () => this.#look()));
  }

  #look(): void {
    const { mapping, simulation } = this.#source;
    const { batchSize, windowSeconds, parallelization } = mapping;
    const full = Math.min(batchSize, STREAM_READ);
    while (this.#running < parallelization && this.line.size > 0) {
      this.#since ??= simulation.now;
      if (this.line.size < full && simulation.now - this.#since < windowSeconds) return;
      this.#since = undefined;
      this.#running++;
      invoke(this.#source, this.line.take(full), (again = []) => {
        this.line.putBack(again);
        this.#running--;
        this.#look();
      });
    }
  }
}

/** A queue and its event source mapping. Executors get messages in batches; failed messages come again. */
export class Queue {
  readonly line = new Line();
  readonly #source: Source;
  #executors: number;
  #running = 0;
  #waits = false;
  /** True if the window has ended, but no executor was free. */
  #due = false;

  constructor(source: Source) {
    this.#source = source;
    const { mapping, simulation } = source;
    const most = mapping.maximumConcurrency ?? EXECUTORS.most;
    this.#executors = Math.min(most, EXECUTORS.first);
    simulation.every(1, () => {
      const more = this.line.size >= mapping.batchSize ? EXECUTORS.perSecond : -EXECUTORS.perSecond;
      this.#executors = Math.min(most, Math.max(EXECUTORS.first, this.#executors + more));
    });
  }

  push(cohorts: Cohort[]): void {
    this.line.push(cohorts);
    this.#start(false);
  }

  /** @param waited true after the batch window: even an incomplete batch goes */
  #start(waited: boolean): void {
    const { mapping, simulation } = this.#source;
    while (this.#running < this.#executors && this.line.size > 0) {
      const isDue = waited || this.#due || mapping.windowSeconds === 0;
      if (this.line.size < mapping.batchSize && !isDue) {
        if (this.#waits) return;
        this.#waits = true;
        simulation.after(mapping.windowSeconds, () => {
          this.#waits = false;
          this.#start(true);
        });
        return;
      }
      this.#due = false;
      this.#running++;
      invoke(this.#source, this.line.take(mapping.batchSize), (again = [], after = 0) => {
        if (again.length > 0) simulation.after(after, () => this.push(again));
        this.#running--;
        this.#start(false);
      });
    }
    if (waited && this.line.size > 0) this.#due = true;
  }
}
