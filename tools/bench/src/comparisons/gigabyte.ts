import type { Comparison } from '../report/types.ts';
import { startStandIn } from '../standIn/standIn.ts';
import { environment } from './importRun.ts';
import { sizes } from './importSizes.ts';

/** 214 chunks: 1.01 GB. */
const ROWS = 10_700_000;

export const gigabyte: Comparison = {
  name: 'gigabyte',
  title: 'Import of a gigabyte',
  minutes: 60,
  async run(progress) {
    const standIn = await startStandIn();
    try {
      const { tables, goals } = await sizes(ROWS, '214 chunks', environment(standIn.url), progress);
      return {
        tables,
        goals,
        notes: [
          'One process takes the chunks one after the other, without their pace; memory is that of the whole process, the planner included.',
        ],
      };
    } finally {
      await standIn.stop();
    }
  },
};
