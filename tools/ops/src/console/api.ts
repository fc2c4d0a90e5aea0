import type { Readable } from 'node:stream';
import type { WantedImport } from '../imports/types.ts';
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
import type { Traces } from '../traces/types.ts';
import type { Events, Extras } from './extras.ts';

/** All data of the page's overview. */
export type Overview = Awaited<ReturnType<typeof readOverview>>;

const PEEKED = 20;
const SHOWN_EVENTS = 20;

/** If one part cannot be read at the moment, the rest of the page must still work. */
const orEmpty = <T>(reading: Promise<T[]>): Promise<T[]> => reading.catch(() => []);

export async function readOverview(stage: Stage, { mails, events, imports: own }: Extras = {}) {
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
    mayImport: own !== undefined,
    hasTraces: stage.sources.traces !== undefined,
    ...(mails ? { mails: mails().slice(-20).reverse() } : {}),
    ...(events
      ? { events: { functionNames: events.functionNames, recorded: recorded.slice(0, SHOWN_EVENTS) } }
      : {}),
  };
}

type Read = (stage: Stage, query: URLSearchParams, extras: Extras) => Promise<unknown>;

/** @throws Error if no events are recorded */
function eventsOf({ events }: Extras): Events {
  if (!events) throw new Error('Events are recorded on the machine of a local copy only');
  return events;
}

/** @throws Error if files cannot be imported */
function importsOf({ imports }: Extras): NonNullable<Extras['imports']> {
  if (!imports) throw new Error('Files are imported here on the machine of a local copy only');
  return imports;
}

/** @throws Error that tells where the traces of a deployed stage are */
function tracesOf({ name, sources: { traces } }: Stage): Traces {
  if (!traces)
    throw new Error(`Traces of ${name} are not kept here: look in X-Ray, or where the stage sends them`);
  return traces;
}

/** The page's read requests, by path below `api/`. */
export const reads: Record<string, Read> = {
  overview: (stage, _, extras) => readOverview(stage, extras),
  alarms: (stage) => stage.sources.alarms(),
  activity: (stage) => stage.sources.activity(),
  business: (stage) => stage.sources.business(),
  steps: (stage, query) => readSteps(stage, query.get('arn') ?? ''),
  trace: (stage, query) => trace(stage, query.get('id') ?? ''),
  traces: (stage, query) => {
    const find = query.get('find');
    return find ? tracesOf(stage).find(find) : tracesOf(stage).latest();
  },
  picture: (stage, query) => tracesOf(stage).picture(query.get('id') ?? '', query.get('about') || undefined),
  lags: (stage) => tracesOf(stage).lags(),
  saga: (stage, query) => readSaga(stage, query.get('id') ?? ''),
  runbook: (_, query) => readRunbook(query.get('section') ?? ''),
  map: (stage, query) => readMap(stage, query.get('form') ?? 'wide', query.get('service') ?? ''),
  errors: (stage, query) => readErrors(stage, query.get('function') ?? ''),
  items: (stage, query) => readItems(stage, query.get('table') ?? '', query.get('key') ?? ''),
  event: (_, query, extras) => eventsOf(extras).read(query.get('id') ?? ''),
  import: (_, query, extras) => importsOf(extras).get(query.get('id') ?? ''),
  imports: (_, __, extras) => importsOf(extras).list(),
  templates: (_, __, extras) => importsOf(extras).templates(),
};

/** The fields of all write requests; each write uses its own. */
type Told = RedriveOptions & {
  queue: string;
  functionName: string;
  id: string;
  wanted: WantedImport;
  name: string;
};

/** The page's write requests, by path below `api/`. Peeking is one of them: it counts as a delivery of each message. */
export const writes: Record<string, (stage: Stage, told: Told, extras: Extras) => Promise<unknown>> = {
  redrive: (stage, told) => redrive(stage, told.queue, told),
  peek: (stage, { queue }) => peek(stage, queue, PEEKED),
  record: async (_, { functionName }, extras) => {
    await eventsOf(extras).record(functionName);
    return {};
  },
  replay: (_, { id }, extras) => eventsOf(extras).replay(id),
  import: (_, { wanted }, extras) => importsOf(extras).create(wanted),
  commit: (_, { id }, extras) => importsOf(extras).commit(id),
  undo: (_, { id }, extras) => importsOf(extras).undo(id),
  keep: (_, { id, name }, extras) => importsOf(extras).keep(id, name),
};

/** Maximum size of a piece of a file. */
const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * Takes a piece of a file: `id` of its import, `offset` of the piece, `size` of the file.
 *
 * @throws Error if the piece is too long, and like {@link Imports.upload}
 */
export async function takePiece(query: URLSearchParams, body: Readable, extras: Extras): Promise<object> {
  const imports = importsOf(extras);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const buffer of body as AsyncIterable<Buffer>) {
    bytes += buffer.length;
    if (bytes > PIECE_BYTES) throw new Error(`A piece of a file has ${PIECE_BYTES} bytes at most`);
    pieces.push(buffer);
  }
  const [id = '', offset, size] = [query.get('id') ?? '', query.get('offset'), query.get('size')];
  await imports.upload(id, Number(offset), Number(size), Buffer.concat(pieces));
  return {};
}
