import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process of the local copy and how to look after it. */
export interface ChildSpec {
  /** Short name: prefix of its output, name of its log file. */
  name: string;
  /** The parts that it plays, each with a log of its own; it marks their lines (see parts.ts). */
  parts?: string[];
  command: string;
  args: string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** True once the process answers. Left out: ready as soon as it runs. */
  ready?(): Promise<boolean>;
  /** A line with which it gives up without ending; it is ended then. */
  givesUp?: RegExp;
  /** Restarted when it dies, or the end of the whole copy because its state died with it. */
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

/** How long a child that gave up may go on explaining why. */
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
    // macOS says EPERM of a group in which nobody is left but who has ended.
    if (!['ESRCH', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))) {
      throw error;
    }
  }
}
