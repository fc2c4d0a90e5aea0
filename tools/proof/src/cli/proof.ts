/**
 * `pnpm test:deploy`: deploys every stack to an AWS-compatible engine on this machine and runs the end-to-end suite
 * against it. Then it compares the permissions of each function with its calls, and runs through the life of a stage.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main, print } from '@orderflow/deploy/cli/main';
import { endpoints } from '@orderflow/deploy/deployed';
import { command, expectSaid } from '../command.ts';
import { openConsole } from '../console.ts';
import { DEPLOY } from '../documentedCommands.ts';
import { expectClosed, startEdge } from '../edge.ts';
import { startEngine } from '../engine.ts';
import { allowEngineNames } from '../engineNames.ts';
import { staleExcuses } from '../excuses.ts';
import { CLEARED, failFirst } from '../firstDeployment.ts';
import { GAPS } from '../gaps.ts';
import { stageLife } from '../life.ts';
import { operate } from '../operate.ts';
import { startOutside } from '../outside.ts';
import { keepProviderSecret, startPaymentProvider } from '../paymentProvider.ts';
import { judge, unmissed } from '../privileges.ts';
import { startRecorder } from '../recorder.ts';
import { Recording } from '../recording.ts';
import { functionRoles } from '../roles.ts';
import { keepSecret } from '../secret.ts';
import { verifySender } from '../sender.ts';
import * as settings from '../settings.ts';
import { Steps } from '../steps.ts';
import { runSuite } from '../suite.ts';
import { privilegeTable } from '../table.ts';

const {
  awsUrl,
  edgeUrl,
  endpointsFile,
  apiUrl,
  enginePort,
  outsideUrl,
  providerUrl,
  recorderPort,
  reports,
  stage,
} = settings;
const param = (name: string, value: string | number) => ['--param', `${name}=${value}`];
const fail = (faults: string[]) => {
  if (faults.length > 0) throw new Error(`\n  ${faults.join('\n  ')}`);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const USAGE = `pnpm test:deploy

Deploys every stack to an AWS-compatible engine on this machine, runs the end-to-end suite against it, holds what each
function may do against what it did, and goes through the life of a stage. Needs Python 3.11; reports are in reports/proof.
`;

await main(USAGE, async () => {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  const outside = await startOutside(outsideUrl, settings.engineUrl, reports);
  const environment = settings.environment(outside);
  for (const name of Object.keys(process.env)) if (/^(AWS|ORDERFLOW)_/.test(name)) delete process.env[name];
  Object.assign(process.env, environment);
  const recording = new Recording(String(environment['AWS_ACCESS_KEY_ID']));
  const engine = await startEngine(enginePort, awsUrl, join(reports, 'engine.log'));
  const recorder = await startRecorder(engine.url, recorderPort, (request) => recording.record(request));
  const provider = await startPaymentProvider(providerUrl, edgeUrl);
  const steps = new Steps();
  let stopEdge: (() => void) | undefined;
  try {
    await keepProviderSecret(stage);
    const own = [
      ...param('jwtIssuer', outsideUrl),
      ...param('edgeSecretSha256', await keepSecret(stage)),
      ...param('providerUrl', providerUrl),
    ];
    await steps.run('first deployment, after one that failed and left a protected table', async () => {
      await failFirst(stage, own);
      const said = await command(DEPLOY, { args: own });
      expectSaid(
        said,
        CLEARED,
        /Stage proof is deployed/,
        /POST \/orders/,
        /at one address: https:\/\/orderflow\.example\.com/,
      );
      await allowEngineNames(await functionRoles(stage));
      await verifySender('orderflow.dev');
      stopEdge = await startEdge(stage, edgeUrl, apiUrl);
      const served = await endpoints(stage);
      const atTheEdge = served.map((one) => ({ ...one, url: edgeUrl }));
      await writeFile(endpointsFile, JSON.stringify(atTheEdge, undefined, 2));
      return served.map(({ service, url }) => `\n  ${service}: ${apiUrl(url)}`).join('');
    });
    if (steps.failed > 0) throw new Error('nothing is deployed: the rest of the proof was not run');

    await steps.run('end-to-end suite against the deployed stage', async () => {
      for (const { test, reason, covered } of GAPS)
        print(`  not here: ${test}\n    ${reason}\n    covered by ${covered}`);
      const { passed, faults } = await runSuite(environment, reports);
      fail(faults);
      return `${passed} tests passed, ${GAPS.length} not run here`;
    });

    await steps.run('nobody gets past the edge', async () => {
      for (const { url, routes } of await endpoints(stage)) await expectClosed(apiUrl(url), routes);
      return undefined;
    });

    await steps.run('pnpm ops sees what the suite did', async () => operate(stage));

    await steps.run('its console shows it, too', async () => openConsole(stage));

    await steps.run('least privilege', async () => {
      const roles = await functionRoles(stage);
      const verdicts = roles.map((role) =>
        judge(role.functionName, role.statements, recording.callsBy(role)),
      );
      const table = privilegeTable(verdicts);
      await writeFile(join(reports, 'privileges.txt'), `${table}\n`);
      print(table);
      fail([
        ...recording.faults,
        ...verdicts.flatMap(({ functionName, faults }) => faults.map((fault) => `${functionName} ${fault}`)),
        ...roles.flatMap((role) =>
          unmissed(role.functionName, role.statements, recording.callsBy(role)).map(
            (action) => `${role.functionName} could lose ${action} unnoticed`,
          ),
        ),
        ...staleExcuses().map((excuse) => `nobody may ${excuse}: take the reason out of proof/unused.ts`),
      ]);
      return `${verdicts.length} functions, ${verdicts.flatMap(({ privileges }) => privileges).length} privileges`;
    });

    await stageLife(steps, own, outside);
  } finally {
    stopEdge?.();
    await recorder.stop();
    await engine.stop();
    outside.stop();
    await provider.close();
  }
  const { passed, failed } = steps;
  await writeFile(join(reports, 'proof.json'), JSON.stringify({ passed, failed }));
  print(`\n${passed} steps passed, ${failed} failed; everything is in ${reports}`);
  if (failed > 0) process.exitCode = 1;
});
