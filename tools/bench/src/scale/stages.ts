import { GIVE_WAY_MS, jitterMs, MAX_ATTEMPTS } from '@orderflow/idempotency/backoff';
import { ANSWERS, TRANSACTED } from './aws.ts';
import type { Conflicts, OnDemand, Rate } from './capacity.ts';
import { type Cohort, Line, sizeOf } from './cohorts.ts';
import type { Simulation } from './simulation.ts';
import type { Work } from './sources.ts';

/** Calls back after the functions' backoff for a conflict. */
function giveWay(simulation: Simulation, attempt: number, then: () => void): void {
  simulation.after(jitterMs(...GIVE_WAY_MS, attempt, () => simulation.random.next()) / 1e3, then);
}

interface Publishing {
  simulation: Simulation;
  topic: Rate;
  cpu: (records: number) => number;
  deliver(cohorts: Cohort[]): void;
}

/**
 * publishEvents: sends a batch of the stream to the topic, in parallel calls of ten. Events that the topic refuses
 * come again.
 */
export const publishing =
  ({ simulation, topic, cpu, deliver }: Publishing): Work =>
  (batch, done) => {
    const count = sizeOf(batch);
    const [sent, again] = split(batch, topic.takeUpTo(count));
    simulation.after(cpu(count) + ANSWERS.publish, () => {
      simulation.after(ANSWERS.delivery, () => deliver(sent));
      done(again);
    });
  };

/** Splits off up to `most`. */
function split(batch: Cohort[], most: number): [first: Cohort[], rest: Cohort[]] {
  const line = new Line();
  line.push(batch);
  return [line.take(most), line.take(line.size)];
}

interface Deciding {
  simulation: Simulation;
  orders: OnDemand;
  inventory: OnDemand;
  conflicts: Conflicts;
  skus: number;
  /** The share of orders that want the same sku. */
  hotShare: number;
  retrySeconds: number;
  cpu: (orders: number) => number;
  decided(cohorts: Cohort[]): void;
}

/**
 * reserveStock: a batch is one transaction of the orders and their stock. On a conflict, it backs off and retries;
 * the requested capacity is used up.
 */
export const deciding =
  ({
    simulation,
    orders,
    inventory,
    conflicts,
    skus,
    hotShare,
    retrySeconds,
    cpu,
    decided,
  }: Deciding): Work =>
  (batch, done) => {
    const count = sizeOf(batch);
    const { random } = simulation;
    const hot = hotShare > 0 && random.next() >= (1 - hotShare) ** count;
    const items = skus * (1 - (1 - 1 / skus) ** (count * (1 - hotShare)));
    const stock = Math.round(items) + (hot ? 1 : 0);
    const attempt = (number: number) => {
      simulation.after(ANSWERS.batchGet + cpu(count), () => {
        const transaction = { items, hot };
        const begins =
          inventory.take(stock * TRANSACTED) &&
          orders.take(count * TRANSACTED) &&
          conflicts.begin(transaction);
        simulation.after(ANSWERS.transaction, () => {
          if (begins) {
            conflicts.end(transaction);
            decided(batch);
            done();
          } else if (number < MAX_ATTEMPTS) giveWay(simulation, number, () => attempt(number + 1));
          else done(batch, retrySeconds);
        });
      });
    };
    attempt(1);
  };

interface Counting {
  simulation: Simulation;
  conflicts: Conflicts[];
  place: number;
  cpu: (records: number) => number;
  counted(cohorts: Cohort[]): void;
}

/** sumOrders: a batch of a shard is one transaction of its checkpoint and one of the day's counters. */
export const counting =
  ({ simulation, conflicts, place, cpu, counted }: Counting): Work =>
  (batch, done) => {
    const attempt = (number: number) => {
      const transaction = { items: 0, hot: true };
      const begins = (conflicts[place] as Conflicts).begin(transaction);
      simulation.after(ANSWERS.transaction, () => {
        if (!begins) return giveWay(simulation, number, () => attempt(number + 1));
        (conflicts[place] as Conflicts).end(transaction);
        counted(batch);
        done();
      });
    };
    simulation.after(ANSWERS.get + cpu(sizeOf(batch)), () => attempt(1));
  };
