import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

/** A run of the framework's CLI. */
export interface FrameworkRun {
  /** The path of the CLI script, then its arguments. */
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Templates are compiled in quick succession, or not again for a long time. */
const IDLE_MS = 2000;

interface Warm {
  child: ChildProcess;
  /** Its output since its last order. */
  said: string[];
  end?: NodeJS.Timeout;
}

/** A run in progress. */
export interface Running {
  /** Pid of the leader of its own process group. */
  pid: number | undefined;
  said: readonly string[];
  /** Rejects with the framework's output when it fails. */
  done: Promise<void>;
  kill(): void;
}

let idle: Warm[] = [];

/**
 * Runs the framework's CLI in a process that has already loaded it: loading takes ten times as long as compiling a
 * template. There are as many processes as concurrent runs. They end after two idle seconds, or with this process.
 */
export function runWarm(framework: FrameworkRun): Running {
  const warm = idle.pop() ?? start(framework.env);
  const { child, said } = warm;
  clearTimeout(warm.end);
  keepsUsAlive(child, true);
  said.length = 0;
  const done = new Promise<boolean>((resolve) => {
    child.once('message', () => resolve(true));
    // Not 'exit': output may still arrive after it.
    child.once('close', () => resolve(false));
    child.send(framework);
  }).then((isDone) => {
    if (!isDone) throw new Error(`serverless failed in ${framework.cwd}:\n${said.join('')}`);
    child.removeAllListeners('close');
    keepsUsAlive(child, false);
    warm.end = setTimeout(() => child.disconnect(), IDLE_MS).unref();
    idle.push(warm);
  });
  return { pid: child.pid, said, done, kill: () => child.kill('SIGKILL') };
}

function start(env: NodeJS.ProcessEnv): Warm {
  const child = fork(join(import.meta.dirname, 'frameworkProcess.ts'), {
    env,
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const warm: Warm = { child, said: [] };
  child.once('disconnect', () => {
    idle = idle.filter((one) => one !== warm);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => warm.said.push(String(text)));
  }
  return warm;
}

/** Lets the child, its channel and its two pipes keep this process alive, or not. */
function keepsUsAlive(child: ChildProcess, keeps: boolean): void {
  const { stdout, stderr, channel } = child;
  for (const one of [child, channel, stdout as Socket | null, stderr as Socket | null]) {
    if (keeps) one?.ref();
    else one?.unref();
  }
}
