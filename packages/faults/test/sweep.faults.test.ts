import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage } from '../src/stage.ts';
import { loadScenarios, unlisted } from '../src/sweep/scenarios.ts';
import { sweep } from '../src/sweep/sweep.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('every function of every service has a scenario', async () => {
  expect(unlisted(stage.platform.catalog, await loadScenarios())).toEqual([]);
});

test('a process that is lost before or after any of its calls makes no difference', async () => {
  // The first scenario of each function; `pnpm test:faults` runs them all.
  const firsts = new Map((await loadScenarios()).toReversed().map((one) => [one.handler, one]));
  const failures: string[] = [];
  for (const scenario of firsts.values()) {
    const result = await sweep(scenario, stage);
    failures.push(...result.failures.map((one) => `${scenario.handler}: ${one}`));
  }
  expect(failures).toEqual([]);
}, 180_000);
