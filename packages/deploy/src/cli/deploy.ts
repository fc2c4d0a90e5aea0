/** Deploys the base stack, then every service behind those that it depends on, and prints what answers where. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStack } from '@orderflow/infrastructure/compile';
import { endpoints } from '../deployed.ts';
import { framework } from '../framework.ts';
import { readOptions } from '../options.ts';
import { deployOrder } from '../order.ts';
import { stacks } from '../stacks.ts';
import { main, print } from './main.ts';

await main(async (args) => {
  const { stage, framework: options } = readOptions('deploy', args);
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-deploy-'));
  // All of them first: nothing is changed while one of them does not even package.
  const packaged = [];
  for (const stack of stacks) {
    const { template } = await packageStack(stack.dir, stage, join(scratch, stack.name), options);
    packaged.push({ stack, template });
  }
  await rm(scratch, { recursive: true });

  const ordered = deployOrder(packaged).map(({ stack }) => stack);
  for (const [index, stack] of ordered.entries()) {
    await framework(stack, ['deploy', '--stage', stage, ...options]).catch((error: Error) => {
      const rest = ordered.slice(index + 1).map(({ name }) => name);
      const untouched = rest.length > 0 ? `; not touched: ${rest.join(', ')}` : '';
      throw new Error(`${error.message}. It is back at what it was before${untouched}.`);
    });
  }

  print(`\nStage ${stage} is deployed.`);
  for (const { service, url, routes } of await endpoints(stage)) {
    print(`\n${service}: ${url}`);
    for (const route of routes) print(`  ${route}`);
  }
});
