import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchCopy } from '@orderflow/infrastructure/scratchCopy';
import { type DevRun, startDev } from '../localSystem/devRun.ts';
import { editTakesEffect } from '../localSystem/edit.ts';
import { LOADS, loadRoutes, type RouteMeasure } from '../localSystem/loadRoutes.ts';
import { memoryOfTree } from '../localSystem/memory.ts';
import { alternate, type Measures, type Summary } from '../measure/alternate.ts';
import { median } from '../measure/statistics.ts';
import { number, percent } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';

const PORT = 6740;
const ROUNDS = 3;
const EDITS = 5;

const WHY = {
  ready:
    'the framework, with its plugins, is loaded once for each of six templates to compile and once for each of four services, side by side on the same cores; the engines are there long before. Kept from what was tried: the SDK stays out of the bundles, code is cached as compiled (the next start shows it), a template that did not change is not compiled again.',
  memory:
    'most of it are the services: serverless-offline with the framework is 250 MB before a function runs, 110 of them in use, and every instance of a function 25 more for a minute after its last call. Kept from what was tried: esbuild builds one bundle after the other and keeps nothing (80 MB for the orders in place of 340 at first and 580 after some edits, and a build takes less, as the parts of the SDK that our own code imports stay out of it too), V8 gives up what it compiled and does not use (65 MB a service), 4 instances of a function at once in place of 8.',
  edit: 'all bundles of the service are built anew, about 0.8 s of CPU time for the 13 of the orders; keeping what was read for the next build takes 0.7 s, and 300 MB a service.',
};

type Measure = 'first' | 'again' | 'idle' | 'used' | 'edit' | RouteMeasure;

/** What the last round left to tell in detail. */
interface Details {
  steps: Record<string, number>;
  memory: Record<string, number>;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const megabytes = (pid: number) => sum(memoryOfTree(pid).map((one) => one.megabytes));

/** Megabytes by the name of the process, each with what it started itself. */
function memoryByName(checkout: string, { pid }: DevRun): Record<string, number> {
  const file = join(checkout, '.local', String(PORT), 'processes.json');
  const pids = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  const named = Object.entries(pids).map(([name, one]) => [name, megabytes(one)] as const);
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

/** Starts as after an installation, and again; uses and edits what runs then. */
async function round(checkout: string, details: Details): Promise<Measures<Measure>> {
  await rm(join(checkout, '.local'), { recursive: true, force: true });
  const first = await startDev(checkout, PORT);
  details.steps = first.steps;
  const idle = await whenStopped(first, async () => megabytes(first.pid));
  const again = await startDev(checkout, PORT);
  return whenStopped(again, async () => {
    const routes = await loadRoutes(again.url);
    details.memory = memoryByName(checkout, again);
    const used = megabytes(again.pid);
    const edit = await edited(checkout, again);
    return { first: first.ready, again: again.ready, idle, used, edit, ...routes };
  });
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
        row('MB of all processes after use (PSS)', 'used'),
        row(`seconds until an edited handler answers (median of ${EDITS})`, 'edit'),
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
      title: 'Memory by process after use',
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
          atMost('seconds from `pnpm dev` to ready', ours.median.first, 40, WHY.ready),
          atMost('MB of all processes together', ours.median.used, 3 * 1024, WHY.memory),
          atMost('seconds until an edited handler answers', ours.median.edit, 2, WHY.edit),
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
