import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternate } from '../measure/alternate.ts';
import { runJson } from '../process/runJson.ts';
import { number, percent, times } from '../report/format.ts';
import { atLeast, atMost } from '../report/goals.ts';
import type { Comparison } from '../report/types.ts';

type Measure = 'perSecond' | 'perCpu' | 'peak';

const SCRIPT = 'services/ingestion/bench/planner.ts';
const MEGABYTES = 200;
const ROUNDS = 5;

const WHY =
  'reading from the page cache takes 1 ms a MB, and planning as much again: a native search for every line end, 10,000 of 100 bytes in a MB, and the check of UTF-8. Nothing is decoded and no buffer is searched twice. A function reads from S3 at a fraction of this rate, so that it waits for S3 all the same.';

export const planner: Comparison = {
  name: 'planner',
  title: 'Import planner',
  async run(progress) {
    const dir = await mkdtemp(join(tmpdir(), 'orderflow-planner-'));
    const [small, large] = [join(dir, 'small.csv'), join(dir, 'large.csv')];
    const run = (kind: string, file: string) => () => runJson<Record<Measure, number>>(SCRIPT, [kind, file]);
    try {
      await runJson(SCRIPT, ['write', small, MEGABYTES / 10]);
      await runJson(SCRIPT, ['write', large, MEGABYTES]);
      const results = await alternate(
        {
          'bare read': run('read', large),
          plan: run('plan', large),
          'plan, a tenth of the file': run('plan', small),
        },
        ROUNDS,
        progress,
      );
      const [bare, plan] = [results['bare read'].median, results.plan.median];
      return {
        tables: [
          {
            title: `A CSV file of ${MEGABYTES} MB on disk, cached, ${ROUNDS} rounds`,
            columns: ['way', 'MB/s', 'spread', 'to a bare read', 'MB per CPU second', 'peak RSS MB'],
            rows: Object.entries(results).map(([name, { median, spread }]) => [
              name,
              number(median.perSecond),
              percent(spread.perSecond),
              times(median.perSecond / bare.perSecond),
              number(median.perCpu),
              number(median.peak),
            ]),
          },
        ],
        goals: [
          atLeast('MB/s to a bare read', plan.perSecond / bare.perSecond, 0.7, WHY),
          atMost(
            'memory, whole file to a tenth of it',
            plan.peak / results['plan, a tenth of the file'].median.peak,
            1.25,
          ),
        ],
        notes: [],
      };
    } finally {
      await rm(dir, { recursive: true });
    }
  },
};
