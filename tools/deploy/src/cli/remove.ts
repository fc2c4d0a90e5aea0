/**
 * Removes every stack of a stage, the edge first. Refuses while the stage holds data, unless told to delete the data
 * too.
 */
import { compile } from '@orderflow/stacks/compile';
import { baseStack, edgeStack } from '@orderflow/stacks/find';
import type { DataStore } from '../data/dataStore.ts';
import { dataStores } from '../data/stores.ts';
import { deployedStacks } from '../deployed.ts';
import { framework } from '../framework.ts';
import { awsAccount } from '../leftovers/awsAccount.ts';
import { isUndeployed, leftovers } from '../leftovers/clearWay.ts';
import { readOptions } from '../options.ts';
import { deployOrder } from '../order.ts';
import { main, print } from './main.ts';

const USAGE = `pnpm run remove --stage NAME [--region REGION] [--param NAME=VALUE …] [--delete-data]

Takes every stack of a stage down again.
  --stage NAME         the stage
  --region REGION      default us-east-1
  --param NAME=VALUE   as it was deployed with
  --delete-data        also the tables, buckets and user pools that hold data; without it they keep the stage
`;

await main(USAGE, async (args) => {
  const { stage, region, framework: options, deleteData } = readOptions('remove', args);
  process.env['AWS_REGION'] = region;
  const deployed = deployOrder(await deployedStacks(stage)).reverse();
  const own = await Promise.all(
    deployed.map(async (one) => ({ ...one, stores: await dataStores(one.stack, stage) })),
  );
  const left = await leftBehind(stage, options);
  if (deployed.length === 0 && left.length === 0) {
    throw new Error(`there is no stage ${stage} in this account and region (${region})`);
  }

  const stores = [...own.flatMap((one) => one.stores), ...left];
  const holding = [];
  for (const store of stores) if (await store.holdsData()) holding.push(store.name);
  if (holding.length > 0 && !deleteData) {
    throw new Error(
      `stage ${stage} holds data in ${holding.join(', ')}; nothing was removed. To delete the data too: ` +
        `pnpm run remove --stage ${stage} --delete-data`,
    );
  }

  for (const { stack, status, stores } of own) {
    for (const store of stores) await store.release();
    if (isUndeployed(status)) await awsAccount(stack, stage).deleteStack();
    else await framework(stack, ['remove', '--stage', stage, ...options]);
  }
  // Resources that the templates retain, or that a failed deployment left, would block the stage's next deployment.
  for (const store of left) await store.release();
  for (const store of stores) await store.delete();
  print(
    `\nStage ${stage} is removed${holding.length > 0 ? `, with the data in ${holding.join(', ')}` : ''}.`,
  );
});

/** What failed deployments left behind. Only the stacks that keep data are searched; their templates know the names. */
async function leftBehind(stage: string, options: string[]): Promise<DataStore[]> {
  const found = [baseStack, edgeStack].map(async (stack) => {
    const { template } = await compile(stack, stage, options);
    return leftovers(template, awsAccount(stack, stage));
  });
  return (await Promise.all(found)).flat();
}
