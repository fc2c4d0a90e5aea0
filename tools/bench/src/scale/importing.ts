import { jitterMs } from '@orderflow/idempotency/backoff';
import { Congestion } from '@orderflow/idempotency/congestion';
import { ANSWERS } from './aws.ts';
import type { OnDemand } from './capacity.ts';
import type { Simulation } from './simulation.ts';

/**
 * Values of services/ingestion: rows per call, calls in flight per executor, pauses while the table throttles,
 * interval of lag checks.
 */
const ROWS = 25;
const IN_FLIGHT = 4;
const [BASE_MS, CAP_MS] = [50, 5_000];
const LOOK_SECONDS = 5;

export interface Importing {
  simulation: Simulation;
  /** The table and its index: a row takes one unit of each. */
  takes: OnDemand[];
  executors: number;
  least: number;
  most: number;
  lagSeconds: number;
  /** CPU seconds of a call. */
  cpu: (rows: number) => number;
  inserted(rows: number): void;
  /** When the newest decided order of an import was inserted; orders are decided in sequence. */
  decidedUpTo(): number;
}

/** Runs importChunk's executors in parallel on an endless file, at the rate that they find themselves. */
export function importing(options: Importing): void {
  for (let index = 0; index < options.executors; index++) execute(options);
}

function execute({
  simulation,
  takes,
  least,
  most,
  lagSeconds,
  cpu,
  inserted,
  decidedUpTo,
}: Importing): void {
  const ms = () => simulation.now * 1e3;
  const congestion = new Congestion({ least, most, lagSeconds }, ms());
  const probe = lagProbe(lagSeconds);
  let free = 0;
  let busyUntil = 0;

  const call = () => {
    const turn = Math.max(simulation.now, free);
    free = turn + ROWS / congestion.rate;
    // A single thread prepares the rows of all calls.
    busyUntil = Math.max(turn, busyUntil) + cpu(ROWS);
    simulation.after(busyUntil - simulation.now, () => send(ROWS, 1));
  };
  const send = (rows: number, attempt: number) => {
    const begun = ms();
    const taken = takes.reduce((left, table) => table.takeUpTo(left), rows);
    simulation.after(ANSWERS.insertBatch, () => {
      inserted(taken);
      if (taken < rows) {
        congestion.throttled(ms());
        const later = jitterMs(BASE_MS, CAP_MS, attempt, () => simulation.random.next()) / 1e3;
        simulation.after(later, () => send(rows - taken, attempt + 1));
        return;
      }
      congestion.wrote(rows, ms() - begun, ms());
      const lag = probe(simulation.now, decidedUpTo());
      if (lag !== undefined) congestion.lagged(lag);
      call();
    });
  };
  for (let flight = 0; flight < IN_FLIGHT; flight++) call();
}

/** Emulates LagProbe of services/ingestion, which watches two orders. */
function lagProbe(lateSeconds: number) {
  let watched: number[] = [];
  let looked = Number.NEGATIVE_INFINITY;
  return (now: number, decidedUpTo: number): number | undefined => {
    if (now - looked < LOOK_SECONDS) return undefined;
    looked = now;
    const wasEmpty = watched.length === 0;
    watched = watched.filter((since) => since > decidedUpTo);
    const [oldest, newest] = watched;
    const lag = oldest === undefined ? 0 : now - oldest;
    if (oldest === undefined) watched = [now];
    else if (newest === undefined || now - newest > lateSeconds) watched = [oldest, now];
    return wasEmpty ? undefined : lag;
  };
}
