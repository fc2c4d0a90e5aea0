/**
 * `pnpm test:deploy`: deploys every stack to an AWS-compatible engine on this machine, runs the end-to-end suite against
 * it, holds what each function may do against what it did, and goes through the life of a stage.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resource, type Template } from '@orderflow/infrastructure/template';
import { deployedStacks, endpoints } from '../deployed.ts';
import { framework } from '../framework.ts';
import { command, expectSaid } from '../proof/command.ts';
import { startEngine } from '../proof/engine.ts';
import { allowEngineNames } from '../proof/engineNames.ts';
import { GAPS } from '../proof/gaps.ts';
import { startOutside } from '../proof/outside.ts';
import { judge } from '../proof/privileges.ts';
import { startRecorder } from '../proof/recorder.ts';
import { Recording } from '../proof/recording.ts';
import { functionRoles } from '../proof/roles.ts';
import { verifySender } from '../proof/sender.ts';
import * as settings from '../proof/settings.ts';
import { Steps } from '../proof/steps.ts';
import { runSuite } from '../proof/suite.ts';
import { privilegeTable } from '../proof/table.ts';
import { staleExcuses } from '../proof/unused.ts';
import { stacks } from '../stacks.ts';
import { main, print } from './main.ts';

const { awsUrl, endpointsFile, apiUrl, enginePort, outsideUrl, recorderPort, reports, stage } = settings;
const param = (name: string, value: string | number) => ['--param', `${name}=${value}`];
const fail = (faults: string[]) => {
  if (faults.length > 0) throw new Error(`\n  ${faults.join('\n  ')}`);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

await main(async () => {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  const outside = await startOutside(outsideUrl, settings.engineUrl, reports);
  const environment = settings.environment(outside);
  for (const name of Object.keys(process.env)) if (/^(AWS|ORDERFLOW)_/.test(name)) delete process.env[name];
  Object.assign(process.env, environment);
  const recording = new Recording(String(environment['AWS_ACCESS_KEY_ID']));
  const engine = await startEngine(enginePort, awsUrl, join(reports, 'engine.log'));
  const recorder = await startRecorder(engine.url, recorderPort, (request) => recording.record(request));
  const steps = new Steps();
  const own = param('jwtIssuer', outsideUrl);
  try {
    await steps.run('first deployment', async () => {
      expectSaid(await command('deploy', own), /Stage proof is deployed/, /POST \/orders/);
      await allowEngineNames(await functionRoles(stage));
      await verifySender('example.com');
      const served = (await endpoints(stage)).map((one) => ({ ...one, url: apiUrl(one.url) }));
      await writeFile(endpointsFile, JSON.stringify(served, undefined, 2));
      return served.map(({ service, url }) => `\n  ${service}: ${url}`).join('');
    });
    if (steps.failed > 0) throw new Error('nothing is deployed: the rest of the proof was not run');

    await steps.run('end-to-end suite against the deployed stage', async () => {
      for (const { test, reason, covered } of GAPS)
        print(`  not here: ${test}\n    ${reason}\n    covered by ${covered}`);
      const { passed, faults } = await runSuite(environment, join(reports, 'e2e.json'));
      fail(faults);
      return `${passed} tests passed, ${GAPS.length} not run here`;
    });

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
        ...staleExcuses().map((excuse) => `nobody may ${excuse}: take the reason out of proof/unused.ts`),
      ]);
      return `${verdicts.length} functions, ${verdicts.flatMap(({ privileges }) => privileges).length} privileges`;
    });

    await steps.run('second deployment, without a change', async () => {
      const output = await command('deploy', own);
      const changed = output.match(/Service deployed/g)?.length ?? 0;
      if (changed > 0) throw new Error(`${changed} stacks changed`);
      return 'no stack changed';
    });

    await steps.run('an update of one service alone', async () => {
      const users = stacks.find(({ name }) => name === 'users');
      if (!users) throw new Error('there is no service users');
      await framework(users, ['deploy', '--stage', stage, ...own, ...param('retryBaseSeconds', 2)]);
      const updated = (await deployedStacks(stage)).find(({ stack }) => stack.name === 'users');
      const { Properties } = resource(updated?.template as Template, 'CompleteSignupLambdaFunction');
      if (Number(Properties.Environment.Variables.RETRY_BASE_SECONDS) !== 2)
        throw new Error('nothing changed');
      return undefined;
    });

    await steps.run('a deployment that fails rolls back, says why and stops there', async () => {
      const output = await command(
        'deploy',
        [...own, ...param('consumerVisibilityTimeout', 50_000)],
        'fails',
      );
      expectSaid(output, /VisibilityTimeout/, /"serverless deploy" failed for base/, /not touched: .*users/);
      return undefined;
    });

    await steps.run('a stage with data is not removed', async () => {
      expectSaid(
        await command('remove', [], 'fails'),
        /holds data in .*orderflow-proof-orders.*--delete-data/,
      );
      return undefined;
    });

    await steps.run('removal with its data leaves nothing behind', async () => {
      await command('remove', ['--delete-data']);
      return undefined;
    });
  } finally {
    await recorder.stop();
    await engine.stop();
    outside.stop();
  }
  const { passed, failed } = steps;
  await writeFile(join(reports, 'proof.json'), JSON.stringify({ passed, failed }));
  print(`\n${passed} steps passed, ${failed} failed; everything is in ${reports}`);
  if (failed > 0) process.exitCode = 1;
});
