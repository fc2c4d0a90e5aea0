import { type DeployedStack, deployedStacks, resources } from '@orderflow/deploy/deployed';
import { stacks } from '@orderflow/stacks/find';
import { resource } from '@orderflow/stacks/template';
import { ACCOUNT } from './calls/call.ts';
import { command, expectSaid } from './command.ts';
import { DEPLOY, REMOVE, UPDATE } from './documentedCommands.ts';
import { removeFailed } from './firstDeployment.ts';
import { LEFT_OUT, leftOutFaults } from './gaps.ts';
import { pauseConsumer, refuseRoute, tableStream } from './killSwitch.ts';
import type { Outside } from './outside.ts';
import { realTypes } from './realTypes.ts';
import { replaceExport } from './replaceExport.ts';
import { runbookCommands } from './runbook.ts';
import { edgeUrl, stage } from './settings.ts';
import type { Steps } from './steps.ts';
import { UNCHECKED } from './unchecked.ts';

const param = (name: string, value: string | number) => ['--param', `${name}=${value}`];

/** The later steps of a deployed stage's life, up to its removal. */
export async function stageLife(steps: Steps, own: string[], { tokenUrl }: Outside): Promise<void> {
  await steps.run('a consumer is paused over a deployment without a change, and goes on', async () =>
    pauseConsumer(stage, async () => {
      const output = await command(DEPLOY, { args: own });
      const changed = output.match(/Service deployed/g)?.length ?? 0;
      if (changed > 0) throw new Error(`${changed} stacks changed`);
      return output;
    }),
  );
  await steps.run('a route is refused and taken back', async () =>
    refuseRoute(stage, () => request('POST /orders', tokenUrl)),
  );
  await steps.run('the mapping behind publishEvents is found', async () => tableStream(stage));
  await steps.run('the commands of the runbook', async () => runbookCommands(stage, ACCOUNT));

  await steps.run('an update of one service alone, its callers led to an alias', async () => {
    const changes = [...param('retryBaseSeconds', 2), ...param('httpProvisionedConcurrency', 1)];
    await command(`ORDERFLOW_BUNDLES= ${UPDATE}`, { args: [...own, ...changes], folder: 'services/users' });
    const { template } = await deployed('users');
    const { Properties } = resource(template, 'CompleteSignupLambdaFunction');
    if (Number(Properties.Environment.Variables.RETRY_BASE_SECONDS) !== 2) throw new Error('nothing changed');
    resource(template, 'GetUserAlias');
    const status = await request('GET /users/me', tokenUrl);
    if (status !== 404) throw new Error(`GET /users/me of nobody answers ${status} by the alias, not 404`);
    return undefined;
  });

  await steps.run('what real stages have beyond this one has a reason', async () => {
    for (const { type, reason, covered } of LEFT_OUT)
      process.stdout.write(`  not here: ${type}\n    ${reason}\n    covered by ${covered}\n`);
    const here = new Set(
      (await Promise.all(stacks.map((one) => resources(one, stage)))).flat().map(({ type }) => type),
    );
    const faults = leftOutFaults(await realTypes(), here);
    if (faults.length > 0) throw new Error(`\n  ${faults.join('\n  ')}`);
    for (const { feature, leniency, checkedBy } of UNCHECKED)
      process.stdout.write(
        `  not checked by an engine: ${feature}\n    ${leniency}\n    checked by ${checkedBy}\n`,
      );
    return `${here.size} types of resources deployed, ${LEFT_OUT.length} left out`;
  });

  await steps.run('a deployment that fails rolls back, says why and stops there', async () => {
    const output = await command(DEPLOY, {
      args: [...own, ...param('consumerVisibilityTimeout', 50_000)],
      expected: 'fails',
    });
    expectSaid(output, /VisibilityTimeout/, /"serverless deploy" failed for base/, /not touched: .*users/);
    const { status } = await deployed('base');
    if (status !== 'UPDATE_ROLLBACK_COMPLETE') throw new Error(`the base stack is ${status}`);
    return undefined;
  });

  await steps.run('an exported resource is replaced under a new name', async () => replaceExport(stage, own));

  await steps.run('a stage with data is not removed', async () => {
    expectSaid(
      await command(REMOVE, { expected: 'fails' }),
      /holds data in .*orderflow-proof-orders.*--delete-data/,
    );
    await deployed('users');
    return undefined;
  });

  await steps.run('removal with its data leaves nothing behind', async () => {
    await command(REMOVE, { args: ['--delete-data'] });
    const left = await deployedStacks(stage);
    if (left.length > 0) throw new Error(`${left.map(({ stack }) => stack.name)} still there`);
    return undefined;
  });

  await steps.run('removal of a stage whose first deployment failed leaves nothing behind', async () =>
    removeFailed(stage, own),
  );
}

/** @throws Error when the stack does not exist. */
async function deployed(name: string): Promise<DeployedStack> {
  const found = (await deployedStacks(stage)).find(({ stack }) => stack.name === name);
  if (!found) throw new Error(`the stack ${name} is not there`);
  return found;
}

/** @returns the status of a request by an unknown user */
async function request(route: string, tokenUrl: string): Promise<number> {
  const token = await (await fetch(`${tokenUrl}?sub=nobody`)).text();
  const [method = '', path] = route.split(' ');
  const { status } = await fetch(`${edgeUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  return status;
}
