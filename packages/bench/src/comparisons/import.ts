import { alternate, type Summary } from '../measure/alternate.ts';
import { withEngines } from '../process/engines.ts';
import { runJson } from '../process/runJson.ts';
import { number, percent, times } from '../report/format.ts';
import { atLeast, atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { clientEnvironment, startStandIn } from '../standIn/standIn.ts';
import { notes, WHY } from './importNotes.ts';

type Measure = 'perSecond' | 'cpu' | 'peak';
type Env = Record<string, string>;
type Progress = (line: string) => void;

const ROUNDS = 3;
/** Rows of a full chunk, and of ten of them: a file of 50 MB. */
const [CHUNK, TEN_CHUNKS] = [50_000, 500_000];
/** Where every row takes its own round trip, so few that a round takes seconds. */
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

const run = (way: Way, rows: number, env: Env) => () =>
  runJson<Record<Measure, number>>('services/ingestion/bench/import.ts', [way, rows], env);

/** @param fast rows of the ways that send 25 at a time */
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

function goals(where: string, why: string, { pipeline, sequential, ceiling }: Results) {
  const ours = pipeline.median.perSecond;
  return [
    atLeast(`rows/s to (a), ${where}`, ours / sequential.median.perSecond, 10, why),
    atLeast(`rows/s to (c), ${where}`, ours / ceiling.median.perSecond, 0.8, why),
  ];
}

/** What grows with the file: nothing but the time, and that in a straight line. */
async function sizes(env: Env, progress: Progress) {
  const results = await alternate<'one' | 'ten', Measure>(
    { one: run('pipeline', CHUNK, env), ten: run('pipeline', TEN_CHUNKS, env) },
    1,
    progress,
  );
  const [one, ten] = [results.one.median, results.ten.median];
  return {
    table: {
      title: 'The size of the file, over the latency stand-in',
      columns: ['rows', 'rows/s', 'client CPU µs a row', 'peak RSS MB'],
      rows: [
        [String(CHUNK), ...[one.perSecond, one.cpu, one.peak].map(number)],
        [String(TEN_CHUNKS), ...[ten.perSecond, ten.cpu, ten.peak].map(number)],
      ],
    },
    goals: [
      atMost('peak memory, ten chunks to one', ten.peak / one.peak, 1.25),
      atMost('time a row, ten chunks to one', one.perSecond / ten.perSecond, 1.1, WHY.size),
    ],
  };
}

export const importRows: Comparison = {
  name: 'import',
  title: 'Import',
  async run(progress) {
    const environment = (url: string) => ({
      ...clientEnvironment(url),
      ORDERS_TABLE: 'orderflow-local-orders',
    });
    const standIn = await startStandIn();
    const overStandIn = async (env: Env) => ({
      delayed: await measured(CHUNK, env, progress),
      bySize: await sizes(env, progress),
    });
    const { delayed, bySize } = await overStandIn(environment(standIn.url)).finally(() => standIn.stop());
    const local = await withEngines((url) => measured(CHUNK / 5, environment(url), progress));
    return {
      tables: [
        table('Over the latency stand-in', delayed),
        bySize.table,
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
