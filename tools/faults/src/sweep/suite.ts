import type { Options } from '../suite.ts';
import { report } from './report.ts';
import type { Stage } from './scenario.ts';
import { loadScenarios, unlisted } from './scenarios.ts';
import { type Result, sweep } from './sweep.ts';

/** Sweeps every scenario and prints the table. */
export async function sweepAll(stage: Stage, { write }: Options): Promise<string[]> {
  const scenarios = await loadScenarios(stage.platform.catalog);
  const results: Result[] = [];
  for (const scenario of scenarios) results.push(await sweep(scenario, stage));
  write(report(results));
  const missing = unlisted(stage.platform.catalog, scenarios);
  return [
    ...missing.map(
      (name) =>
        `${name} has no scenario: list one in src/scenarios, or a sample of its event in src/world/sampleEvents.ts`,
    ),
    ...results.flatMap(({ scenario, failures }) => failures.map((one) => `${scenario.handler}: ${one}`)),
  ];
}
