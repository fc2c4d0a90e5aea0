import { deployedWeights, storeOf } from '../experiment/deployedWeights.ts';
import { localWeights } from '../experiment/localWeights.ts';
import { change, type WeightStore } from '../experiment/weights.ts';
import { readStageFile, stateDirFrom } from '../stage/stageFile.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

/** Shows or changes the weights of the edge's experiment. Visitors keep the variant that they already have. */
export const experimentCommand: Command = {
  usage: 'experiment [show | set NAME=WEIGHT …]',
  asks: (argument, { stage }) => {
    const [, wanted] = /^set (.+)/.exec(argument) ?? [];
    return wanted && stage !== 'local' ? `Divide new visitors of ${stage} by ${wanted}?` : undefined;
  },
  run: async ({ name }, argument) => {
    const [, verb, wanted = ''] = /^(show|set|)(?: (.+))?$/.exec(argument) ?? [];
    if (verb === undefined || (verb === 'set') !== (wanted !== '')) {
      throw new Error(`pnpm ops ${experimentCommand.usage}, for instance: pnpm ops experiment set A=90 B=10`);
    }
    const store = await openStore(name);
    const before = await store.read();
    const weights = wanted ? change(before, wanted) : before;
    if (wanted) await store.write(weights);
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    const rows = Object.entries(weights).map(([variant, weight]) => [
      variant,
      weight,
      `${((weight / total) * 100).toFixed(1)} %`,
    ]);
    return { data: weights, text: table(['VARIANT', 'WEIGHT', 'NEW VISITORS'], rows) };
  },
};

async function openStore(stage: string): Promise<WeightStore> {
  if (stage !== 'local') return deployedWeights(await storeOf(stage));
  const { environment } = await readStageFile(stateDirFrom());
  return localWeights(environment['ORDERFLOW_URL'] ?? '');
}
