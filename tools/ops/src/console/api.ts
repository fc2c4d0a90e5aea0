import { readErrors } from '../readers/errors.ts';
import { readExecutions, readSteps } from '../readers/executions.ts';
import { readImports } from '../readers/imports.ts';
import { readItems } from '../readers/items.ts';
import { readMap } from '../readers/map.ts';
import { peek } from '../readers/messages.ts';
import { readQueues } from '../readers/queues.ts';
import { type RedriveOptions, redrive } from '../readers/redrive.ts';
import { readRunbook } from '../readers/runbook.ts';
import { readSaga } from '../readers/saga.ts';
import { trace } from '../readers/trace.ts';
import type { Stage } from '../stage/types.ts';
import type { Events, Extras } from './extras.ts';

/** Everything that the page shows at once. */
export type Overview = Awaited<ReturnType<typeof readOverview>>;

const PEEKED = 20;
const SHOWN_EVENTS = 20;

/** A part that cannot be read at the moment must not take the rest of the page along. */
const orEmpty = <T>(reading: Promise<T[]>): Promise<T[]> => reading.catch(() => []);

export async function readOverview(stage: Stage, { mails, events }: Extras = {}) {
  const [queues, alarms, activity, notices, business, imports, executions, recorded] = await Promise.all([
    readQueues(stage),
    stage.sources.alarms(),
    stage.sources.activity(),
    orEmpty(stage.sources.notices()),
    orEmpty(stage.sources.business()),
    orEmpty(readImports(stage, 10)),
    orEmpty(readExecutions(stage, 10)),
    orEmpty(events?.list() ?? Promise.resolve([])),
  ]);
  return {
    stage: stage.name,
    at: Date.now(),
    queues,
    alarms,
    activity,
    notices,
    business,
    imports,
    executions,
    ...(mails ? { mails: mails().slice(-20).reverse() } : {}),
    ...(events
      ? { events: { functionNames: events.functionNames, recorded: recorded.slice(0, SHOWN_EVENTS) } }
      : {}),
  };
}

type Read = (stage: Stage, query: URLSearchParams, extras: Extras) => Promise<unknown>;

/** @throws Error where no events are recorded */
function eventsOf({ events }: Extras): Events {
  if (!events) throw new Error('Events are recorded on the machine of a local copy only');
  return events;
}

/** What the page reads, by path below `api/`. */
export const reads: Record<string, Read> = {
  overview: (stage, _, extras) => readOverview(stage, extras),
  alarms: (stage) => stage.sources.alarms(),
  activity: (stage) => stage.sources.activity(),
  business: (stage) => stage.sources.business(),
  steps: (stage, query) => readSteps(stage, query.get('arn') ?? ''),
  trace: (stage, query) => trace(stage, query.get('id') ?? ''),
  saga: (stage, query) => readSaga(stage, query.get('id') ?? ''),
  runbook: (_, query) => readRunbook(query.get('section') ?? ''),
  map: (stage, query) => readMap(stage, query.get('form') ?? 'wide', query.get('service') ?? ''),
  errors: (stage, query) => readErrors(stage, query.get('function') ?? ''),
  items: (stage, query) => readItems(stage, query.get('table') ?? '', query.get('key') ?? ''),
  event: (_, query, extras) => eventsOf(extras).read(query.get('id') ?? ''),
};

/** What a write is told; each takes its own of these. */
type Told = RedriveOptions & { queue: string; functionName: string; id: string };

/** What the page changes, by path below `api/`: to look into a queue counts as a delivery of what is in it. */
export const writes: Record<string, (stage: Stage, told: Told, extras: Extras) => Promise<unknown>> = {
  redrive: (stage, { queue, functionName: _, id: __, ...options }) => redrive(stage, queue, options),
  peek: (stage, { queue }) => peek(stage, queue, PEEKED),
  record: async (_, { functionName }, extras) => {
    await eventsOf(extras).record(functionName);
    return {};
  },
  replay: (_, { id }, extras) => eventsOf(extras).replay(id),
};
