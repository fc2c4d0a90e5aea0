import { table } from '@orderflow/ops/cli/table';
import type { Options } from '../suite.ts';
import type { Stage } from '../sweep/scenario.ts';
import { runRandom } from './run.ts';

const MAX_SHOWN = 20;

/** One random run; a failure tells how to repeat it. */
export async function random(stage: Stage, { operations, seed, write }: Options): Promise<string[]> {
  const { invocations, faults, broken } = await runRandom(stage, seed, operations);
  const rows = [...faults].sort(([, a], [, b]) => b - a);
  write(table(['what happened to a call', 'times'], rows));
  write(
    `seed ${seed}: ${operations} operations, ${invocations} invocations, ${broken.length} invariants broken`,
  );
  if (broken.length === 0) return [];
  return [
    ...broken.slice(0, MAX_SHOWN),
    `repeat it with: pnpm test:faults random --seed ${seed} --ops ${operations}`,
  ];
}
