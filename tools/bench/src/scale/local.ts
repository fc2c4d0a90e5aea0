import { LATENCIES } from '../standIn/latencies.ts';
import type { Tally } from './cohorts.ts';
import { measured } from './measured.ts';
import { Random } from './random.ts';
import type { Settings } from './settings.ts';
import { Simulation } from './simulation.ts';
import { System } from './system.ts';

/** A figure that was measured on one machine, and its simulated value. */
export interface Reproduced {
  what: string;
  unit: string;
  measured: number;
  simulated: number;
}

interface Calls {
  inFlight: number;
  /** Rows per call. */
  rows: number;
  /** Milliseconds until the database answers. */
  latency: number;
  /** CPU microseconds per row; the client has one thread. */
  cpu: number;
}

/**
 * Rows per second of a client that keeps calls in flight: one thread prepares them in sequence, and each waits for
 * its answer.
 */
export function rowsPerSecond({ inFlight, rows, latency, cpu }: Calls, seconds = 60): number {
  const simulation = new Simulation(new Random(1));
  let freeAt = 0;
  let done = 0;
  const call = () => {
    freeAt = Math.max(simulation.now, freeAt) + simulation.random.exponential((rows * cpu) / 1e6);
    simulation.after(freeAt - simulation.now + latency / 1e3, () => {
      done += rows;
      call();
    });
  };
  for (let flight = 0; flight < inFlight; flight++) call();
  simulation.runUntil(seconds);
  return done / seconds;
}

/** The ways of `pnpm bench import` over the latency stand-in: the call, its number of rows, and the calls in flight. */
const IMPORTS = [
  ['ours: plan, parse', 'BatchExecuteStatement', 25, 4],
  ['ours with 16', 'BatchExecuteStatement', 25, 16],
  ['(a) a put per row', 'PutItem', 1, 1],
  ['(b) a put per row', 'PutItem', 1, 16],
  ['(c) csv-parser', 'BatchWriteItem', 25, 4],
] as const;

/** The ways of `pnpm bench fanout` with batches: executors of the stock, and skus. */
const FANOUTS = [
  ['batches, 1 at a time', 1, 50],
  ['batches, 2 at a time', 2, 50],
  ['batches, 4 at a time', 4, 50],
  ['batches, 4 at a time, hot sku', 4, 1],
] as const;

/** @param local the settings of a laptop */
export function reproduced(local: Settings): Reproduced[] {
  const imports = IMPORTS.map(([row, call, rows, inFlight]) => {
    const cpu = measured('import', row, 'client CPU µs a row');
    return {
      what: `import: ${row.replace(/:.*/, '')}, ${inFlight} in flight, ${rows} a call`,
      unit: 'rows/s',
      measured: measured('import', row, 'rows/s'),
      simulated: rowsPerSecond({ inFlight, rows, latency: LATENCIES[call] ?? 0, cpu }),
    };
  });
  const fanouts = FANOUTS.map(([row, executors, skus]) => ({
    what: `fan-out: ${row}`,
    unit: 'p95 lag s',
    measured: measured('fanout', row, 'p95 lag s'),
    simulated: steadyLag(local, executors, skus),
  }));
  return [...imports, ...fanouts];
}

/** Polls per second of the local poller (tools/local/src/poller/shardConsumer.ts: every 40 to 160 ms). */
const LOOKS = 10;

/** The lag of twenty orders a second, until both consumers have applied them. */
function steadyLag(local: Settings, executors: number, skus: number): number {
  const settings = structuredClone(local);
  const { reserveStock } = settings.orders.functions;
  if (reserveStock) reserveStock.mapping.maximumConcurrency = executors;
  const { lags } = new System(settings, { ordersPerSecond: 20, seconds: 600, skus, looks: LOOKS }).run();
  return both(lags.placed, lags.counted, 0.95);
}

/** The time after which this share is through both, if they are independent. */
function both(a: Tally, b: Tally, part: number): number {
  let [from, to] = [0, 3_600];
  while (to - from > 0.001) {
    const middle = (from + to) / 2;
    if (a.within(middle) * b.within(middle) < part) from = middle;
    else to = middle;
  }
  return to;
}
