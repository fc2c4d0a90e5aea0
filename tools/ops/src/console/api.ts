import { readExecutions, readSteps } from '../readers/executions.ts';
import { readImports } from '../readers/imports.ts';
import { peek } from '../readers/messages.ts';
import { readQueues } from '../readers/queues.ts';
import { type RedriveOptions, redrive } from '../readers/redrive.ts';
import { readRunbook } from '../readers/runbook.ts';
import { readTopology } from '../readers/topology.ts';
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
  const [queues, alarms, invocations, business, imports, executions] = await Promise.all([
    readQueues(stage),
    stage.sources.alarms(),
    stage.sources.invocations(),
    orEmpty(stage.sources.business()),
    orEmpty(readImports(stage, 10)),
    orEmpty(readExecutions(stage, 10)),
  ]);
  return {
    stage: stage.name,
    at: Date.now(),
    ...readTopology(stage),
    queues,
    alarms,
    invocations,
    business,
    imports,
    executions,
    ...(mails ? { mails: mails().slice(-20).reverse() } : {}),
  };
}

/** What the page asks with. */
interface Question extends RedriveOptions {
  arn?: string;
  id?: string;
  section?: string;
  queue?: string;
}
type Action = (stage: Stage, question: Question, mails?: () => readonly Mail[]) => Promise<unknown>;

/** What the page reads and changes, by path below `api/`. */
export const actions: Record<string, Action> = {
  overview: (stage, _, mails) => readOverview(stage, mails),
  alarms: (stage) => stage.sources.alarms(),
  invocations: (stage) => stage.sources.invocations(),
  business: (stage) => stage.sources.business(),
  steps: (stage, { arn = '' }) => readSteps(stage, arn),
  trace: (stage, { id = '' }) => trace(stage, id),
  runbook: (_, { section = '' }) => readRunbook(section),
  peek: (stage, { queue = '' }) => peek(stage, queue, PEEKED),
  redrive: (stage, { queue = '', ...options }) => redrive(stage, queue, options),
};
