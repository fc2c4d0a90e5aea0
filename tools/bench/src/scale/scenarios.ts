import { number, percent } from '../report/format.ts';
import type { Table } from '../report/types.ts';
import { TOPIC_RATES } from './aws.ts';
import { functionOf, type Settings } from './settings.ts';
import { type Load, System } from './system.ts';

/** Half an hour: the guaranteed capacity of a new table does not grow before that. */
const SECONDS = 1_800;
/** Seconds after which an import has found its rate. */
const SETTLED = 600;
/** A file of 50 GB, with rows of the same size as in `pnpm bench import`. */
const FILE_BYTES = 50e9;

interface Scenario {
  name: string;
  load: Omit<Load, 'seconds'>;
  /** Changes to the deployed settings. */
  turn?(settings: Settings): void;
}

/** Tables that were warmed up for the load; also with raised quotas. */
const WARM = { warm: 20_000 };
const ASKED = { warm: 40_000, concurrency: 3_000, apiRate: 20_000 };

const api =
  (rate: number) =>
  ({ orders }: Settings): void => {
    orders.api = { rate, burst: rate / 2 };
  };

const decides =
  (batchSize: number, maximumConcurrency: number, name = 'reserveStock') =>
  (settings: Settings): void => {
    Object.assign(functionOf(settings, 'orders', name).mapping, { batchSize, maximumConcurrency });
  };

const imports =
  (executors: number, least: number, most: number) =>
  (settings: Settings): void => {
    const chunk = functionOf(settings, 'ingestion', 'importChunk');
    chunk.mapping.maximumConcurrency = executors;
    Object.assign(chunk.environment, { MIN_ROWS_PER_SECOND: least, MAX_ROWS_PER_SECOND: most });
  };

const all =
  (...turns: ((settings: Settings) => void)[]) =>
  (settings: Settings): void => {
    for (const turn of turns) turn(settings);
  };

const PEOPLE: Scenario[] = [
  { name: '1,000 orders/s, as deployed', load: { ordersPerSecond: 1_000 } },
  { name: '10,000 orders/s, as deployed', load: { ordersPerSecond: 10_000 } },
  {
    name: '10,000, tables, quotas, 20 executors',
    load: { ordersPerSecond: 10_000, ...ASKED },
    turn: all(api(20_000), decides(50, 20)),
  },
  {
    name: '10,000, the same, 100,000 skus',
    load: { ordersPerSecond: 10_000, skus: 100_000, ...ASKED },
    turn: all(api(20_000), decides(50, 20)),
  },
];

const HOT: Scenario[] = [1_000, 1_300, 1_500, 2_000].map((ordersPerSecond) => ({
  name: `${ordersPerSecond} orders/s of one sku`,
  load: { ordersPerSecond, hotShare: 1, skus: 1, warm: 10_000 },
  turn: api(20_000),
}));

const IMPORT = { imports: true, ordersPerSecond: 1_000 };
const BESIDE: Scenario[] = [
  { name: '10 orders/s, new tables', load: { ...IMPORT, ordersPerSecond: 10 } },
  { name: '300 orders/s, new tables', load: { ...IMPORT, ordersPerSecond: 300 } },
  {
    name: '300, new tables, in eu-central-1',
    load: { ...IMPORT, ordersPerSecond: 300, topicRate: TOPIC_RATES['eu-central-1'] },
  },
  { name: '1,000 orders/s, new tables', load: IMPORT },
  { name: '1,000, new tables, an import of 100 to 300 rows/s', load: IMPORT, turn: imports(2, 50, 150) },
  { name: '1,000, warmed tables', load: { ...IMPORT, ...WARM } },
  {
    name: '1,000, warmed, 6 executors of reserveImported',
    load: { ...IMPORT, ...WARM },
    turn: decides(50, 6, 'reserveImported'),
  },
  {
    name: '10,000, quotas, 20 + 6 executors, 100,000 skus',
    load: { ...IMPORT, ordersPerSecond: 10_000, skus: 100_000, ...ASKED },
    turn: all(api(20_000), decides(50, 20), decides(50, 6, 'reserveImported')),
  },
];

function simulated(settings: Settings, { load, turn }: Scenario) {
  const changed = structuredClone(settings);
  turn?.(changed);
  const system = new System(changed, { ...load, seconds: SECONDS }).run(SETTLED);
  const { inserted } = system.imported;
  system.run();
  return { system, rowsPerSecond: (system.imported.inserted - inserted) / (SECONDS - SETTLED) };
}

const seconds = (value: number): string => (Number.isNaN(value) ? '' : number(value));
const PEOPLE_COLUMNS = ['refused', 'p50 s', 'p95 s', 'left undecided'];

const peopleCells = ({ people, lags }: System): string[] => [
  percent(people.refused / people.offered),
  seconds(lags.placed.percentile(0.5)),
  seconds(lags.placed.percentile(0.95)),
  String(people.accepted - people.decided),
];

function people(title: string, settings: Settings, scenarios: Scenario[]): Table {
  return {
    title,
    columns: ['load', ...PEOPLE_COLUMNS, 'cancelled', 'figures, p95 s old', 'events not published'],
    rows: scenarios.map((scenario) => {
      const { system } = simulated(settings, scenario);
      return [
        scenario.name,
        ...peopleCells(system),
        percent(system.stock.cancelled / system.stock.begun),
        seconds(system.lags.counted.percentile(0.95)),
        String(system.waiting.publish),
      ];
    }),
  };
}

function beside(settings: Settings, rowBytes: number): Table {
  return {
    title: 'An import of 50 GB beside people, half an hour of it',
    columns: [
      'people, tables',
      ...PEOPLE_COLUMNS,
      'rows/s',
      '50 GB take h',
      'imported wait, p95 s',
      'imported undecided',
    ],
    rows: BESIDE.map((scenario) => {
      const { system, rowsPerSecond } = simulated(settings, scenario);
      return [
        scenario.name,
        ...peopleCells(system),
        number(rowsPerSecond),
        number(FILE_BYTES / rowBytes / rowsPerSecond / 3_600),
        seconds(system.lags.imported.percentile(0.95)),
        String(system.imported.inserted - system.imported.decided),
      ];
    }),
  };
}

/** The results of half an hour of each load. */
export const scenarioTables = (
  settings: Settings,
  rowBytes: number,
  progress: (line: string) => void,
): Table[] => {
  progress('people');
  const first = people('Half an hour of orders', settings, PEOPLE);
  progress('one sku');
  const second = people('Half an hour of orders of one sku, tables warmed, quotas raised', settings, HOT);
  progress('an import beside them');
  return [first, second, beside(settings, rowBytes)];
};
