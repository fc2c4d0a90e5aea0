import { performance } from 'node:perf_hooks';
import { Congestion, type Limits } from '@orderflow/idempotency/congestion';
import { env } from '@orderflow/lambda';
import { pace } from '../lib/pace.ts';
import { LagProbe } from './lagProbe.ts';

/** The pace of an executor. It is kept from one chunk to the next. */
export interface RowPace {
  limits: Limits;
  congestion: Congestion;
  probe: LagProbe;
  /** Resolves when this many rows may be written. */
  turn(rows: number): Promise<void>;
}

const newPace = (limits: Limits): RowPace => {
  const congestion = new Congestion(limits, performance.now());
  const probe = new LagProbe(limits.lagSeconds);
  return { limits, congestion, probe, turn: pace(() => congestion.rate) };
};

let executor: RowPace | undefined;

/** What this executor has learnt so far. A new executor knows nothing, and begins at the minimum. */
export function rowPace(): RowPace {
  const limits = {
    least: Number(env('MIN_ROWS_PER_SECOND')),
    most: Number(env('MAX_ROWS_PER_SECOND')),
    lagSeconds: Number(env('LAG_SECONDS')),
  };
  const same = (Object.keys(limits) as (keyof Limits)[]).every(
    (key) => executor?.limits[key] === limits[key],
  );
  if (!executor || !same) executor = newPace(limits);
  executor.congestion.resume(performance.now());
  return executor;
}
