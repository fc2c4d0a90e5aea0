/** Removes every stack of a stage, the edge first; refuses while it holds data, unless told to delete that too. */
import { dataStores } from '../data/stores.ts';
import { deployedStacks } from '../deployed.ts';
import { framework } from '../framework.ts';
import { readOptions } from '../options.ts';
import { deployOrder } from '../order.ts';
import { main, print } from './main.ts';

await main(async (args) => {
  const { stage, region, framework: options, deleteData } = readOptions('remove', args);
  process.env['AWS_REGION'] = region;
  const deployed = deployOrder(await deployedStacks(stage)).reverse();
  if (deployed.length === 0) throw new Error(`there is no stage ${stage} in this account and region`);

  const stores = (await Promise.all(deployed.map(({ stack }) => dataStores(stack, stage)))).flat();
  const holding = [];
  for (const store of stores) if (await store.holdsData()) holding.push(store.name);
  if (holding.length > 0 && !deleteData) {
    throw new Error(
      `stage ${stage} holds data in ${holding.join(', ')}; nothing was removed. To delete the data too: ` +
        `pnpm run remove --stage ${stage} --delete-data`,
    );
  }

  for (const store of stores) await store.release();
  for (const { stack } of deployed) await framework(stack, ['remove', '--stage', stage, ...options]);
  // What the templates retain would stand in the way of the stage's next deployment.
  for (const store of stores) await store.delete();
  print(
    `\nStage ${stage} is removed${holding.length > 0 ? `, with the data in ${holding.join(', ')}` : ''}.`,
  );
});
