import { join } from 'node:path';
import { findInLogFiles } from '../readers/logFiles.ts';
import { connect } from './clients.ts';
import { readStageFile } from './stageFile.ts';
import type { Activity, Alarm, BusinessFigure, QueueDepth, Sources, Stage } from './types.ts';

/** The running copy of this machine for `pnpm ops`: its gateway evaluates the alarms. */
export async function localStage(stateDir: string): Promise<Stage> {
  const { environment, stacks } = await readStageFile(stateDir);
  const gateway = environment['ORDERFLOW_URL'] ?? '';
  const ask = async <T>(what: string): Promise<T> => {
    const answer = await fetch(`${gateway}/console/api/${what}`).catch((cause: unknown) => {
      throw new Error(`The local copy does not answer at ${gateway}: start it with "pnpm dev"`, { cause });
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(String(body.detail ?? answer.statusText));
    return body as T;
  };
  return {
    name: 'local',
    stacks,
    clients: connect(environment),
    sources: {
      ...localSources(stateDir, environment['AWS_ENDPOINT_URL_SQS'] ?? ''),
      alarms: () => ask<Alarm[]>('alarms'),
      activity: () => ask<Record<string, Activity>>('activity'),
      business: () => ask<BusinessFigure[]>('business'),
      traces: {
        find: (find) => ask(`traces?${new URLSearchParams({ find })}`),
        latest: () => ask('traces'),
        picture: (id, about = '') => ask(`picture?${new URLSearchParams({ id, about })}`),
        lags: () => ask('lags'),
      },
    },
  };
}

/** The service in `orderflow-<service>-local-<function>`. */
const serviceOf = (functionName: string) => /^orderflow-(.+)-local-\w+$/.exec(functionName)?.[1];

interface QueueSummary {
  name: string;
  approximateMessageCount: number;
  approximateInflightCount: number;
  approximateDelayedCount: number;
}

/** What our messaging engine adds to fauxqs's answer, in seconds. */
interface Inspection {
  approximateAgeOfOldestMessage: number;
}

/** The sources of a local copy that need no gateway: log files, and the emulator's view of its queues. */
export function localSources(
  stateDir: string,
  sqsUrl: string,
): Omit<Sources, 'alarms' | 'activity' | 'business'> {
  return {
    notices: async () => [],
    findLines: (text, since, functionName) =>
      findInLogFiles(join(stateDir, 'logs'), text, since, functionName && serviceOf(functionName)),
    depths: async () => {
      const answer = await fetch(`${sqsUrl}/_fauxqs/queues`);
      const queues = (await answer.json()) as QueueSummary[];
      return new Map(queues.map((one): [string, QueueDepth] => [one.name, depthOf(one)]));
    },
    oldestMessage: async (queueName) => {
      const answer = await fetch(`${sqsUrl}/_fauxqs/queues/${queueName}`);
      if (!answer.ok) return undefined;
      return ((await answer.json()) as Inspection).approximateAgeOfOldestMessage;
    },
  };
}

const depthOf = (queue: QueueSummary): QueueDepth => ({
  waiting: queue.approximateMessageCount,
  inFlight: queue.approximateInflightCount,
  delayed: queue.approximateDelayedCount,
});
