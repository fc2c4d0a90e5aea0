import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchCopy } from '@orderflow/infrastructure/scratchCopy';
import { type DevRun, startDev } from '../localSystem/devRun.ts';
import { editTakesEffect } from '../localSystem/edit.ts';
import { LOADS, loadRoutes, type RouteMeasure } from '../localSystem/loadRoutes.ts';
import { cpuSecondsOfTree, memoryOfTree } from '../localSystem/memory.ts';
import { paidOrders } from '../localSystem/paidOrder.ts';
import { alternate, type Measures, type Summary } from '../measure/alternate.ts';
import { median, percentile } from '../measure/statistics.ts';
import { number, percent } from '../report/format.ts';
import { atLeast, atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';

const PORT = 6740;
const ROUNDS = 3;
const EDITS = 5;
const PAID_ORDERS = 20;
/**
 * How long to wait until start-up work is finished and pollers have backed off: the functions with a schedule of a minute are
 * bundled when they first run. Then how long idling is measured.
 */
const SETTLE_MS = 80_000;
const IDLE_MS = 20_000;
/** Threads at rest have collected their garbage by then, and spare ones have ended. */
const AFTER_USE_MS = 20_000;

const WHY = {
  first: 'npx and pnpm, then the framework once for each template: about 2 s of CPU time each.',
  memory:
    'the services are the largest part, with a thread of some 10 MB for each instance of a function, then the supervisor with the gateway, and a Node process for each engine.',
  idle: 'streams are asked every 10 s while nobody writes, and so are queues and logs by the monitor.',
};

type Measure =
  | 'first'
  | 'again'
  | 'idle'
  | 'idleCpu'
  | 'busy'
  | 'used'
  | 'edit'
  | 'paid'
  | 'paidSlow'
  | RouteMeasure;

/** Details of the last round. */
interface Details {
  steps: Record<string, number>;
  memory: Record<string, number>;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const megabytes = (pid: number) => sum(memoryOfTree(pid).map((one) => one.megabytes));

/** Megabytes by process name, each including its child processes. */
function memoryByName(checkout: string, { pid }: DevRun): Record<string, number> {
  const file = join(checkout, '.local', String(PORT), 'processes.json');
  const pids = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  // A process may have several roles; its own name comes first.
  const names = new Map(
    Object.entries(pids)
      .reverse()
      .map(([name, one]) => [one, name]),
  );
  const named = [...names].map(([one, name]) => [name, megabytes(one)] as const);
  const rest = megabytes(pid) - sum(named.map(([, value]) => value));
  return { ...Object.fromEntries(named), 'supervisor, gateway, npx, pnpm': rest };
}

async function edited(checkout: string, { url }: DevRun): Promise<number> {
  const seconds: number[] = [];
  for (let index = 0; index < EDITS; index++) {
    seconds.push(await editTakesEffect(checkout, url, `e${index}x${Date.now()}`));
  }
  return median(seconds);
}

/** Starts like after an installation, then again; the second start is used and edited. */
async function round(checkout: string, details: Details): Promise<Measures<Measure>> {
  await rm(join(checkout, '.local'), { recursive: true, force: true });
  const first = await startDev(checkout, PORT);
  details.steps = first.steps;
  const { idle, idleCpu } = await whenStopped(first, () => atRest(first));
  const again = await startDev(checkout, PORT);
  return whenStopped(again, async () => {
    const routes = await loadRoutes(again.url);
    const busy = megabytes(again.pid);
    await sleep(AFTER_USE_MS);
    details.memory = memoryByName(checkout, again);
    const used = megabytes(again.pid);
    const paid = await paidOrders(again.url, PAID_ORDERS);
    const edit = await edited(checkout, again);
    return {
      first: first.ready,
      again: again.ready,
      idle,
      idleCpu,
      busy,
      used,
      edit,
      paid: median(paid),
      paidSlow: percentile(paid, 0.95),
      ...routes,
    };
  });
}

async function atRest({ pid }: DevRun): Promise<Pick<Measures<Measure>, 'idle' | 'idleCpu'>> {
  await sleep(SETTLE_MS);
  const before = cpuSecondsOfTree(pid);
  const begun = performance.now();
  await sleep(IDLE_MS);
  const seconds = (performance.now() - begun) / 1e3;
  return { idleCpu: ((cpuSecondsOfTree(pid) - before) / seconds) * 100, idle: megabytes(pid) };
}

const whenStopped = <T>(run: DevRun, work: () => Promise<T>): Promise<T> => work().finally(() => run.stop());

function tables({ median, spread }: Summary<Measure>, { steps, memory }: Details): Table[] {
  const row = (name: string, measure: Measure) => [name, number(median[measure]), percent(spread[measure])];
  return [
    {
      title: `\`pnpm dev\` in a checkout of its own, ${ROUNDS} rounds`,
      columns: ['what', 'median', 'spread'],
      rows: [
        row('seconds to ready, first start after the installation', 'first'),
        row('seconds to ready, next start', 'again'),
        row('MB of all processes, idle (PSS)', 'idle'),
        row('% of a core, idle', 'idleCpu'),
        row('MB of all processes at the end of the load below (PSS)', 'busy'),
        row(`MB of all processes ${AFTER_USE_MS / 1_000} s later (PSS)`, 'used'),
        row(`seconds until an edited handler answers (median of ${EDITS})`, 'edit'),
        row(`seconds until an order paid by card is confirmed, alone (median of ${PAID_ORDERS})`, 'paid'),
        row('the slowest of these but one', 'paidSlow'),
      ],
    },
    {
      title: 'Through the gateway, while the consumers work on what is posted',
      columns: ['route', 'clients', 'requests/s', 'spread', 'p50 ms', 'p95 ms'],
      rows: LOADS.map(({ name, clients }) => {
        const perSecond = `${name} ${clients} perSecond` as const;
        return [
          name,
          String(clients),
          number(median[perSecond]),
          percent(spread[perSecond]),
          number(median[`${name} ${clients} p50`]),
          number(median[`${name} ${clients} p95`]),
        ];
      }),
    },
    {
      title: 'The steps of a first start, some side by side',
      columns: ['step', 'seconds'],
      rows: Object.entries(steps).map(([step, seconds]) => [step, number(seconds)]),
    },
    {
      title: `Memory by process, ${AFTER_USE_MS / 1_000} s after use`,
      columns: ['process', 'MB (PSS)'],
      rows: Object.entries(memory).map(([name, value]) => [name, number(value)]),
    },
  ];
}

export const local: Comparison = {
  name: 'local',
  title: 'Local system',
  async run(progress) {
    progress('installing a copy of the checkout');
    const checkout = await scratchCopy();
    const details: Details = { steps: {}, memory: {} };
    try {
      const { ours } = await alternate({ ours: () => round(checkout, details) }, ROUNDS, progress);
      return {
        tables: tables(ours, details),
        goals: [
          atMost('seconds to ready, first start after the installation', ours.median.first, 15, WHY.first),
          atMost('seconds to ready, next start', ours.median.again, 6),
          atMost(
            `MB of all processes together, ${AFTER_USE_MS / 1_000} s after use`,
            ours.median.used,
            1_200,
            WHY.memory,
          ),
          atMost('% of a core while nothing happens', ours.median.idleCpu, 3, WHY.idle),
          atMost('p50 ms of GET /orders/{id}', ours.median['GET /orders/{id} 1 p50'], 4),
          atLeast('requests/s of GET /orders/{id}', ours.median['GET /orders/{id} 8 perSecond'], 400),
          atMost('seconds until an edited handler answers', ours.median.edit, 1),
        ],
        notes: [
          'Memory is PSS, which counts a page that processes share once, of everything below `pnpm dev`. The clients of the load run on the same cores.',
        ],
      };
    } finally {
      await rm(checkout, { recursive: true, force: true });
    }
  },
};
