import { alternate, type Summary } from '../measure/alternate.ts';
import { withEngines } from '../process/engines.ts';
import { runJson } from '../process/runJson.ts';
import { number, percent, times } from '../report/format.ts';
import { atLeast, atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { clientEnvironment, startStandIn } from '../standIn/standIn.ts';

type Measure = 'perSecond' | 'cpu' | 'peak';

const ROUNDS = 3;
/** So few where every row takes its own round trip that a round takes seconds. */
const ROWS = { slow: 1_000, fast: 10_000 };
const NAMES = {
  pipeline: 'ours: parse, validate, insert if absent',
  pipeline16: 'ours with 16 calls in flight',
  sequential: '(a) a put per row, one after another',
  inFlight: '(b) a put per row, 16 in flight',
  ceiling: '(c) csv-parser + BatchWrite, 4 in flight, nothing checked',
};
type Way = keyof typeof NAMES;

function measured(env: Record<string, string>, progress: (line: string) => void) {
  const run = (way: Way, rows: number) => () =>
    runJson<Record<Measure, number>>('services/ingestion/bench/import.ts', [way, rows], env);
  return alternate<Way | 'tenfold', Measure>(
    {
      pipeline: run('pipeline', ROWS.fast),
      pipeline16: run('pipeline16', ROWS.fast),
      sequential: run('sequential', ROWS.slow),
      inFlight: run('inFlight', ROWS.slow),
      ceiling: run('ceiling', ROWS.fast),
      tenfold: run('pipeline', ROWS.slow),
    },
    ROUNDS,
    progress,
  );
}

type Results = Record<Way | 'tenfold', Summary<Measure>>;

const table = (title: string, results: Results): Table => ({
  title,
  columns: ['way', 'rows/s', 'spread', 'ours to it', 'client CPU µs a row', 'peak RSS MB'],
  rows: (Object.keys(NAMES) as Way[]).map((way) => {
    const { median, spread } = results[way];
    return [
      NAMES[way],
      number(median.perSecond),
      percent(spread.perSecond),
      times(results.pipeline.median.perSecond / median.perSecond),
      number(median.cpu),
      number(median.peak),
    ];
  }),
});

function goals(where: string, { pipeline, sequential, ceiling }: Results) {
  const ours = pipeline.median.perSecond;
  return [
    atLeast(`rows/s to (a), ${where}`, ours / sequential.median.perSecond, 10),
    atLeast(`rows/s to (c), ${where}`, ours / ceiling.median.perSecond, 0.8),
  ];
}

export const importRows: Comparison = {
  name: 'import',
  title: 'Import',
  async run(progress) {
    const standIn = await startStandIn();
    const env = (url: string) => ({ ...clientEnvironment(url), ORDERS_TABLE: 'orderflow-local-orders' });
    const delayed = await measured(env(standIn.url), progress).finally(() => standIn.stop());
    const local = await withEngines((url) => measured(env(url), progress));
    return {
      tables: [
        table('Over the latency stand-in', delayed),
        table('On DynamoDB Local, in memory, with stream and index', local),
      ],
      goals: [
        ...goals('stand-in', delayed),
        ...goals('DynamoDB Local', local),
        atMost(
          'peak memory, ten times the rows',
          delayed.pipeline.median.peak / delayed.tenfold.median.peak,
          1.5,
        ),
      ],
      notes: [
        'Imports are paced on purpose (ROWS_PER_SECOND in services/ingestion/serverless.yml, so that they leave room for the HTTP path). This measures without that pace.',
        'One chunk in one process; on AWS, chunks run side by side. `pnpm test:large` shows a million rows in flat memory.',
      ],
    };
  },
};
