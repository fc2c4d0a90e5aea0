import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Events } from '@orderflow/ops/console/extras';
import { type ConsoleHandler, createConsole } from '@orderflow/ops/console/handler';
import { connect } from '@orderflow/ops/stage/clients';
import { localSources } from '@orderflow/ops/stage/localStage';
import { writeStageFile } from '@orderflow/ops/stage/stageFile';
import type { Stage } from '@orderflow/ops/stage/types';
import { keptTraces } from '@orderflow/ops/traces/keptTraces';
import type { Stack } from '@orderflow/stacks/template';
import { LogTail } from '../alarms/logTail.ts';
import { Monitor } from '../alarms/monitor.ts';
import { clientEnvironment } from '../environment.ts';
import { findFunction, functionsOf } from '../events/functions.ts';
import { readRecorded, recorded, want } from '../events/recorded.ts';
import { type Settings, stage as stageName } from '../settings.ts';
import type { TraceReceiver } from '../traces/traceReceiver.ts';
import { openImports } from './imports.ts';
import type { Mail } from './mailbox.ts';

export interface OpenConsole {
  handle: ConsoleHandler;
  /** Counts the answer to a service's request, for the alarms of its API. */
  watch(service: string, response: ServerResponse): void;
  /** Counts a run of the function at the edge and returns its result. */
  watchEdge<T>(run: Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the console of this copy, evaluates its alarms from now on, and tells `pnpm ops` where to look. */
export async function openConsole(
  settings: Settings,
  stacks: Stack[],
  mails: () => readonly Mail[],
  receiver?: Pick<TraceReceiver, 'open'>,
): Promise<OpenConsole> {
  const { stateDir, endpoints } = settings;
  const environment = clientEnvironment(settings);
  await writeStageFile(stateDir, { environment, stacks });
  const stage: Stage = {
    name: stageName,
    stacks,
    clients: connect(environment),
    sources: {
      ...localSources(stateDir, endpoints.sqs),
      alarms: async () => monitor.alarms(),
      activity: async () => monitor.activity(),
      business: async () => monitor.business(),
    },
  };
  if (receiver) stage.sources.traces = keptTraces(receiver.open, stage);
  const monitor = new Monitor(stage, new LogTail(join(stateDir, 'logs')));
  monitor.start();
  const imports = openImports(`http://127.0.0.1:${settings.port}`);
  return {
    handle: createConsole(stage, { mails, events: recordedEvents(settings, stacks), imports }),
    watch(service, response) {
      const started = performance.now();
      response.once('finish', () =>
        monitor.request(service, response.statusCode, performance.now() - started),
      );
    },
    watchEdge(run) {
      run.then(
        () => monitor.edgeFunction(false),
        () => monitor.edgeFunction(true),
      );
      return run;
    },
    close() {
      monitor.stop();
      imports.close();
    },
  };
}

/** Events that one click records. */
const WANTED = 5;

function recordedEvents(settings: Settings, stacks: Stack[]): Events {
  const { stateDir } = settings;
  const functions = functionsOf(settings, stacks);
  return {
    functionNames: functions.map(({ name }) => name),
    list: () => recorded(stateDir),
    read: async (id) => (await readRecorded(stateDir, id)).event,
    record: async (name) => want(stateDir, findFunction(functions, name).name, WANTED),
    replay: async (id) => {
      const { functionName, event } = await readRecorded(stateDir, id);
      return findFunction(functions, functionName).invoke(event);
    },
  };
}
