import { alternate, type Summary } from '../measure/alternate.ts';
import { withEngines } from '../process/engines.ts';
import { number, percent, times } from '../report/format.ts';
import { atLeast } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { startStandIn } from '../standIn/standIn.ts';
import { notes, WHY } from './importNotes.ts';
import { CHUNK, type Env, environment, importRun, type Measure, type Progress } from './importRun.ts';
import { sizes } from './importSizes.ts';

const ROUNDS = 3;
/** Ten full chunks: a file of 50 MB. */
const TEN_CHUNKS = 10 * CHUNK;
/** So few rows that a round takes only seconds even though every row has its own round trip. */
const SLOW = 500;
const NAMES = {
  pipeline: 'ours: plan, parse, validate, insert if absent',
  pipeline16: 'ours with 16 calls in flight',
  sequential: '(a) a put per row, one after another',
  inFlight: '(b) a put per row, 16 in flight',
  ceiling: '(c) csv-parser + BatchWrite, 4 in flight, nothing checked',
};
type Way = keyof typeof NAMES;
type Results = Record<Way, Summary<Measure>>;

const run = (way: Way, rows: number, env: Env) => () => importRun(way, rows, env);

/** @param fast number of rows for the ways that send 25 at a time */
const measured = (fast: number, env: Env, progress: Progress): Promise<Results> =>
  alternate<Way, Measure>(
    {
      pipeline: run('pipeline', fast, env),
      pipeline16: run('pipeline16', fast, env),
      sequential: run('sequential', SLOW, env),
      inFlight: run('inFlight', SLOW, env),
      ceiling: run('ceiling', fast, env),
    },
    ROUNDS,
    progress,
  );

const row = (name: string, { median, spread }: Summary<Measure>, toIt: string) => [
  name,
  number(median.perSecond),
  percent(spread.perSecond),
  toIt,
  number(median.cpu),
  number(median.peak),
];

const table = (title: string, results: Results): Table => ({
  title,
  columns: ['way', 'rows/s', 'spread', 'ours to it', 'client CPU µs a row', 'peak RSS MB'],
  rows: (Object.keys(NAMES) as Way[]).map((way) =>
    row(NAMES[way], results[way], times(results.pipeline.median.perSecond / results[way].median.perSecond)),
  ),
});

type Why = Partial<Record<Way, string>>;

function goals(where: string, why: Why, { pipeline, sequential, ceiling }: Results) {
  const ours = pipeline.median.perSecond;
  return [
    atLeast(`rows/s to (a), ${where}`, ours / sequential.median.perSecond, 10, why.sequential),
    atLeast(`rows/s to (c), ${where}`, ours / ceiling.median.perSecond, 0.8, why.ceiling),
  ];
}

export const importRows: Comparison = {
  name: 'import',
  title: 'Import',
  async run(progress) {
    const standIn = await startStandIn();
    const overStandIn = async (env: Env) => ({
      delayed: await measured(CHUNK, env, progress),
      bySize: await sizes(TEN_CHUNKS, 'ten chunks', env, progress),
    });
    const { delayed, bySize } = await overStandIn(environment(standIn.url)).finally(() => standIn.stop());
    const local = await withEngines((url) => measured(CHUNK / 5, environment(url), progress));
    return {
      tables: [
        table('Over the latency stand-in', delayed),
        ...bySize.tables,
        table('On DynamoDB Local, in memory, with stream and index', local),
      ],
      goals: [
        ...goals('stand-in', WHY.standIn, delayed),
        ...bySize.goals,
        ...goals('DynamoDB Local', WHY.local, local),
      ],
      notes,
    };
  },
};
