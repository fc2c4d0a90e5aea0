import { readErrors } from '../readers/errors.ts';
import { readExecutions, readSteps } from '../readers/executions.ts';
import { readImports } from '../readers/imports.ts';
import { readItems } from '../readers/items.ts';
import { readMap } from '../readers/map.ts';
import { peek } from '../readers/messages.ts';
import { readQueues } from '../readers/queues.ts';
import { type RedriveOptions, redrive } from '../readers/redrive.ts';
import { readRunbook } from '../readers/runbook.ts';
import { trace } from '../readers/trace.ts';
import type { Stage } from '../stage/types.ts';

/** A mail of the local mailbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string | null;
  sentAt: string;
}

/** Everything that the page shows at once. */
export type Overview = Awaited<ReturnType<typeof readOverview>>;

const PEEKED = 20;

/** A part that cannot be read at the moment must not take the rest of the page along. */
const orEmpty = <T>(reading: Promise<T[]>): Promise<T[]> => reading.catch(() => []);

export async function readOverview(stage: Stage, mails?: () => readonly Mail[]) {
  const [queues, alarms, activity, notices, business, imports, executions] = await Promise.all([
    readQueues(stage),
    stage.sources.alarms(),
    stage.sources.activity(),
    orEmpty(stage.sources.notices()),
    orEmpty(stage.sources.business()),
    orEmpty(readImports(stage, 10)),
    orEmpty(readExecutions(stage, 10)),
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
  };
}

type Read = (stage: Stage, query: URLSearchParams, mails?: () => readonly Mail[]) => Promise<unknown>;

/** What the page reads, by path below `api/`. */
export const reads: Record<string, Read> = {
  overview: (stage, _, mails) => readOverview(stage, mails),
  alarms: (stage) => stage.sources.alarms(),
  activity: (stage) => stage.sources.activity(),
  business: (stage) => stage.sources.business(),
  steps: (stage, query) => readSteps(stage, query.get('arn') ?? ''),
  trace: (stage, query) => trace(stage, query.get('id') ?? ''),
  runbook: (_, query) => readRunbook(query.get('section') ?? ''),
  map: (stage, query) => readMap(stage, query.get('form') ?? 'wide', query.get('service') ?? ''),
  errors: (stage, query) => readErrors(stage, query.get('function') ?? ''),
  items: (stage, query) => readItems(stage, query.get('table') ?? '', query.get('key') ?? ''),
};

/** What the page changes, by path below `api/`: to look into a queue counts as a delivery of what is in it. */
export const writes: Record<
  string,
  (stage: Stage, body: RedriveOptions & { queue: string }) => Promise<unknown>
> = {
  redrive: (stage, { queue, ...options }) => redrive(stage, queue, options),
  peek: (stage, { queue }) => peek(stage, queue, PEEKED),
};
