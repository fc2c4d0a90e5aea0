import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process of the local copy and how to look after it. */
export interface ChildSpec {
  /** Short name: prefix of its output, name of its log file. */
  name: string;
  /** The parts that run in this process. Each has its own log; the process marks their lines (see parts.ts). */
  parts?: string[];
  command: string;
  args: string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** True once the process answers. Without it, the process is ready as soon as it runs. */
  ready?(): Promise<boolean>;
  /** Matches a line that means the process has failed but does not exit. It is then killed. */
  givesUp?: RegExp;
  /** `restart` starts it again when it dies. `fail` ends the whole copy, because its state died with it. */
  onDeath: 'restart' | 'fail';
  /** Its output goes to the log file only. */
  quiet?: boolean;
}

/** A running process, leader of its own process group so that its own children end with it. */
export interface Child {
  pid: number | undefined;
  /** Resolves with what ended it, e.g. `exit code 1`; never rejects. */
  exited: Promise<string>;
  /** Signals the whole group; does nothing when it is gone. */
  signal(signal: NodeJS.Signals): void;
}

/** Time for a child that gave up to print the reason. */
const LAST_WORDS_MS = 300;

export function startChild(
  spec: Pick<ChildSpec, 'command' | 'args' | 'cwd' | 'env' | 'givesUp'>,
  onLine: (line: string) => void,
): Child {
  const { command, args, cwd, env, givesUp } = spec;
  const signal = (name: NodeJS.Signals) => signalGroup(child.pid, name);
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      onLine(line);
      if (givesUp?.test(line)) {
        setTimeout(signal, LAST_WORDS_MS, 'SIGKILL').unref();
      }
    });
  }
  return { pid: child.pid, signal, exited: exitOf(child).finally(() => signal('SIGKILL')) };
}

async function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch (error) {
    // macOS returns EPERM if all processes of the group have ended.
    if (!['ESRCH', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))) {
      throw error;
    }
  }
}
