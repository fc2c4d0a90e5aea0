import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const POLL_MS = 500;
const PACKAGE_MANAGER = /\b(npx|npm|pnpm)\b/;

interface ProcessInfo {
  parent: number;
  zombie: boolean;
  commandLine: string;
}

/**
 * Calls back once when a process that launched this one is gone. `npx pnpm dev` is a chain of npm, shells and pnpm, and a
 * SIGTERM or SIGKILL of the topmost one does not reach those below. A terminal or script above npx is not watched.
 */
export function whenLauncherIsGone(callback: () => void): void {
  const launchers = chainUpToPackageManager();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, POLL_MS);
  timer.unref();
}

/** From this process's parent up to the topmost package manager above it. */
function chainUpToPackageManager(): number[] {
  const chain: { pid: number; commandLine: string }[] = [];
  for (let pid = process.ppid; pid > 1; ) {
    const info = inspect(pid);
    if (!info) break;
    chain.push({ pid, commandLine: info.commandLine });
    pid = info.parent;
  }
  const top = chain.findLastIndex(({ commandLine }) => PACKAGE_MANAGER.test(commandLine));
  return chain.slice(0, top + 1).map(({ pid }) => pid);
}

const HAS_PROC = existsSync('/proc/self/stat');

const inspect = (pid: number): ProcessInfo | undefined => (HAS_PROC ? fromProc(pid) : fromPs(pid));

/** Without /proc, running `ps` twice a second would cost too much. There, a process that exists counts as alive. */
const isAlive = (pid: number): boolean => (HAS_PROC ? fromProc(pid)?.zombie === false : exists(pid));

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Uses ps(1) of POSIX, which macOS has. */
export function fromPs(pid: number): ProcessInfo | undefined {
  try {
    const fields = ['-o', 'ppid=', '-o', 'stat=', '-o', 'args=', '-p', String(pid)];
    const line = execFileSync('ps', fields, { encoding: 'utf8' }).trim();
    const [, parent, state = '', commandLine = ''] = /^(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return parent ? { parent: Number(parent), zombie: state.startsWith('Z'), commandLine } : undefined;
  } catch {
    return undefined;
  }
}

/** proc(5): reads the fields of `stat` after the command name. The name may contain anything; it ends at the last `)`. */
export function fromProc(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [program = '', script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return { parent: Number(parent), zombie: state === 'Z', commandLine: `${program} ${script}` };
  } catch {
    return undefined;
  }
}
