/** Deploys the base stack, then each service after those it depends on, then the edge, and prints the endpoints. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStage } from '@orderflow/ops/stage/openStage';
import { environmentsOf, refuseReservedAddresses } from '@orderflow/serverless/mailAddresses';
import { packageStack } from '@orderflow/stacks/compile';
import { stackName, stacks } from '@orderflow/stacks/find';
import { wrongCountFrom } from '../countFrom.ts';
import { deployedStacks, edgeUrl, endpoints } from '../deployed.ts';
import { testFunctions } from '../edgeFunction.ts';
import { framework } from '../framework.ts';
import { awsAccount } from '../leftovers/awsAccount.ts';
import { clearWay } from '../leftovers/clearWay.ts';
import { expectLinksToTheEdge } from '../links.ts';
import { parameter, readOptions } from '../options.ts';
import { deployOrder } from '../order.ts';
import { renamedExports } from '../renamed.ts';
import { main, print } from './main.ts';

const USAGE = `pnpm run deploy --stage NAME [--region REGION] [--param NAME=VALUE …]

Deploys every stack of a stage, with your AWS credentials, and prints what answers where.
  --stage NAME         the stage; docs/deploying.md says what a name may be
  --region REGION      default us-east-1
  --param NAME=VALUE   over what infrastructure/params.yml says
`;

await main(USAGE, async (args) => {
  const options = readOptions('deploy', args);
  const { stage, region } = options;
  // The framework takes the region from its option; the AWS clients of this process take it from here.
  process.env['AWS_REGION'] = region;
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-deploy-'));
  try {
    // Package all stacks first: nothing is deployed if one of them cannot be packaged.
    const packaged = await Promise.all(
      stacks.map(async (stack) => {
        const output = join(scratch, stack.name);
        const { template, params } = await packageStack(stack, stage, output, options.framework);
        return { stack, template, output, params };
      }),
    );
    refuseReservedAddresses(
      stage,
      packaged.flatMap(({ template }) => environmentsOf(template)),
    );

    const wanted = packaged.filter(
      ({ stack, params }) => stack.name !== 'edge' || parameter('edge', options, params) === 'true',
    );
    for (const { stack, template } of wanted) {
      const cleared = await clearWay(template, awsAccount(stack, stage)).catch((error: Error) => {
        throw new Error(`${stackName(stack.name, stage)}: ${error.message}.`);
      });
      for (const what of cleared) {
        print(`Cleared away what a failed deployment of ${stack.name} had left: ${what}.`);
      }
    }
    const there = await deployedStacks(stage);
    const ordered = deployOrder(wanted, there);
    const renamed = renamedExports(wanted, there);
    if (renamed.length > 0) {
      throw new Error(
        `${renamed.join('; ')}. Keep the old resource and its export for one more deployment, beside the new ones: ` +
          'docs/deploying.md#to-replace-a-resource. Nothing was deployed',
      );
    }
    const wrong = wrongCountFrom(wanted, there);
    if (wrong) throw new Error(`${wrong}: docs/deploying.md#counters. Nothing was deployed`);
    for (const [index, { stack, output }] of ordered.entries()) {
      const args = ['deploy', '--stage', stage, '--package', output, ...options.framework];
      await framework(stack, args).catch((error: Error) => {
        const rest = ordered.slice(index + 1).map((one) => one.stack.name);
        const untouched = rest.length > 0 ? `; not touched: ${rest.join(', ')}` : '';
        throw new Error(
          `${error.message}. It is back at what it was before${untouched}. What it could not take back, the next ` +
            `deployment clears away, as does "pnpm run remove --stage ${stage}".`,
        );
      });
    }
    for (const { template } of ordered) await testFunctions(template);
  } finally {
    await rm(scratch, { recursive: true });
  }

  print(`\nStage ${stage} is deployed.`);
  for (const { service, url, routes } of await endpoints(stage)) {
    print(`\n${service}: ${url}`);
    for (const route of routes) print(`  ${route}`);
  }
  const edge = await edgeUrl(stage);
  print(edge ? `\nAll of them at one address: ${edge}` : '\nThis stage has no edge (parameter edge).');
  await expectLinksToTheEdge(stage, print);

  const { sources } = await openStage(stage);
  for (const { text, remedy } of await sources.notices()) print(`\nNOTICE ${text}\n       ${remedy}`);
});
