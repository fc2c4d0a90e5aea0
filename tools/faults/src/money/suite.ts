import type { Options } from '../suite.ts';
import type { Stage } from '../sweep/scenario.ts';
import { faultsTable, PAGE, plain, tableOf } from './page.ts';
import { runProviderDown } from './providerDown.ts';
import { runProviderFaults } from './providerFaults.ts';
import { races, runRace } from './races.ts';

/** The payment provider breaks at every step and is down for an hour, and concurrent changes hit the same order. */
export async function money(stage: Stage, { seed, write }: Options): Promise<string[]> {
  const { rows, broken } = await runProviderFaults(stage);
  const table = faultsTable(rows);
  write(table);
  if (tableOf('faults') !== plain(table)) broken.push(`${PAGE} says otherwise`);
  for (const race of races) broken.push(...(await runRace(race, stage, seed)));
  write(`${races.length} races, seed ${seed}`);
  broken.push(...(await runProviderDown(stage)));
  return broken;
}
