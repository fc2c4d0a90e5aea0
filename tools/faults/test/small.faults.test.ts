import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COMPILE_TIMEOUT_MS } from '@orderflow/stacks/compile';
import { askAsStranger } from '../src/hostile/strangers.ts';
import { hostile } from '../src/hostile/suite.ts';
import { faultsTable, plain, tableOf } from '../src/money/page.ts';
import { runProviderDown } from '../src/money/providerDown.ts';
import { runProviderFaults } from '../src/money/providerFaults.ts';
import { races, runRace } from '../src/money/races.ts';
import { runRandom } from '../src/random/run.ts';
import { openStage } from '../src/stage.ts';
import { loadScenarios, unlisted } from '../src/sweep/scenarios.ts';
import { sweep } from '../src/sweep/sweep.ts';
import { placeBesideAnImport } from '../src/system/lanes.ts';

// Short runs of what `pnpm test:faults` does at length. They are in one file because they empty the same engines.
let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
}, COMPILE_TIMEOUT_MS);
afterAll(() => stage.close());

test('every function of every service has a scenario', async () => {
  expect(unlisted(stage.platform.catalog, await loadScenarios(stage.platform.catalog))).toEqual([]);
});

test('a process lost at any of its calls makes no difference, and no request is over its budget of calls', async () => {
  const firsts = new Map(
    (await loadScenarios(stage.platform.catalog)).toReversed().map((one) => [one.handler, one]),
  );
  const failures: string[] = [];
  for (const scenario of firsts.values()) {
    const result = await sweep(scenario, stage);
    failures.push(...result.failures.map((one) => `${scenario.handler}: ${one}`));
  }
  expect(failures).toEqual([]);
}, 600_000);

test("a person's order is decided while imported orders wait in a queue of their own", async () => {
  expect(await placeBesideAnImport(stage)).toEqual([]);
});

test('whatever goes wrong during mixed traffic, the invariants hold', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { broken } = await runRandom(stage, seed, 200);
  expect({ repeat: `pnpm test:faults random --seed ${seed} --ops 200`, broken }).toMatchObject({
    broken: [],
  });
}, 300_000);

test('whatever the payment provider does at any call, the money is where the order is, as the page about it says', async () => {
  const { rows, broken } = await runProviderFaults(stage);
  expect(broken).toEqual([]);
  // If the result has changed, copy it to the table of the page.
  expect(plain(faultsTable(rows))).toBe(tableOf('faults'));
}, 300_000);

test.each(races)(
  'of a race ($name) an order comes with its money and its stock where they belong',
  async (race) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    expect({ seed, broken: await runRace(race, stage, seed) }).toMatchObject({ broken: [] });
  },
  120_000,
);

test('an hour without the payment provider is settled in the end, and nobody is called', async () => {
  expect(await runProviderDown(stage)).toEqual([]);
}, 300_000);

test('what hostile input leaves behind does no harm', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const write = () => {};
  const broken = await hostile(stage, { inputs: 1_500, seed, operations: 0, write });
  expect(broken).toEqual([]);
}, 300_000);

test("another person's things are as unknown as things that do not exist", async () => {
  const { requests, told } = await askAsStranger(stage);
  expect(told).toEqual([]);
  expect(requests).toBeGreaterThanOrEqual(8);
});

// Must be the last test: it covers all calls of the tests before it.
test('no call is beyond a limit of AWS', () => {
  expect(stage.refused).toEqual([]);
});
