import { createWriteStream } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { NICE } from '../offline/priority.ts';
import { end } from '../processes/heapAtRest.cjs';
import { readSettings } from '../settings.ts';
import { loadStacks } from '../templates/load.ts';
import { systemClock } from './clock.ts';
import { writeLog } from './log.ts';
import { measured } from './measured.ts';
import { type PlannedMapping, startPoller } from './poller.ts';

/** How long running invocations may take to finish after a request to stop. */
const STOP_WITHIN_MS = 10_000;
const PARENT_CHECK_MS = 500;

// The poller works for background functions, so HTTP requests go first.
setPriority(NICE);
const settings = readSettings();
/** Names of the stacks that this copy was started with. A stack added since has no process, and would shift the ports. */
const stacks = await loadStacks(settings, process.argv.slice(2));
// Written beside the logs: the local alarms read metrics there, and nobody wants to see these lines on the terminal.
const metrics = createWriteStream(join(settings.stateDir, 'logs', 'mappings.log'));
const poller = await startPoller(
  settings,
  stacks,
  writeLog,
  (planned) => resting(measured(planned, (line) => metrics.write(`${line}\n`), systemClock)),
  { hears: true },
);

function resting({ mapping, invoke }: PlannedMapping): PlannedMapping {
  return { mapping, invoke: (...event) => invoke(...event).finally(end) };
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await poller.stop();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
