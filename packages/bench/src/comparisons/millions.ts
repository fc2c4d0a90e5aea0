import type { Comparison } from '../report/types.ts';
import { startStandIn } from '../standIn/standIn.ts';
import { environment } from './importRun.ts';
import { sizes } from './importSizes.ts';

const ROWS = 10_000_000;

export const millions: Comparison = {
  name: 'millions',
  title: 'Import of ten million rows',
  minutes: 60,
  async run(progress) {
    const standIn = await startStandIn();
    try {
      const { tables, goals } = await sizes(ROWS, '200 chunks', environment(standIn.url), progress);
      return {
        tables,
        goals,
        notes: [
          'A file of 943 MB. One process takes the chunks one after the other, without their pace; memory is that of the whole process, the planner included.',
        ],
      };
    } finally {
      await standIn.stop();
    }
  },
};
