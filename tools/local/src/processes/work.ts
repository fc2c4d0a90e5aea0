import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Work of process groups since they started. */
export interface Work {
  cpuSeconds: number;
  /** Bytes read and written; 0 where the system does not report them. */
  bytes: number;
  /** True if one of their threads can run or waits for a disk right now. */
  isWaiting: boolean;
}

/** proc(5): clock ticks per second, the same on every Linux that Node runs on. */
const TICKS = 100;

/** Reads the groups' work from /proc. Without /proc, it reads only the CPU time, from ps. */
export function workOf(groups: readonly number[]): Work {
  const processes = pidsOf(groups);
  if (!processes) return { cpuSeconds: cpuFromPs(groups), bytes: 0, isWaiting: false };
  const done = processes.map(({ pid, fields }) => ({
    // CPU time of the process and of its children that have ended.
    cpuSeconds: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS,
    bytes: bytesOf(pid),
    isWaiting: statesOf(pid).some((state) => state === 'R' || state === 'D'),
  }));
  return {
    cpuSeconds: done.reduce((sum, one) => sum + one.cpuSeconds, 0),
    bytes: done.reduce((sum, one) => sum + one.bytes, 0),
    isWaiting: done.some((one) => one.isWaiting),
  };
}

/** proc(5): the fields of `stat` after the command name. The name may contain anything; it ends at the last `)`. */
const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

interface Process {
  pid: string;
  fields: string[];
}

/** A start waits for a dozen parts at once, so they share one scan of all processes. */
const LOOK_LASTS_MS = 500;
let look: { at: number; processes: Process[] | undefined } = {
  at: Number.NEGATIVE_INFINITY,
  processes: undefined,
};

function pidsOf(groups: readonly number[]): Process[] | undefined {
  const at = performance.now();
  if (at - look.at > LOOK_LASTS_MS) look = { at, processes: allProcesses() };
  return look.processes?.filter(({ fields }) => groups.includes(Number(fields[2])));
}

function allProcesses(): Process[] | undefined {
  const pids = attempt(() => readdirSync('/proc'))?.filter((name) => /^\d+$/.test(name));
  return pids?.flatMap((pid) => {
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return stat ? [{ pid, fields: fieldsOf(stat) }] : [];
  });
}

function bytesOf(pid: string): number {
  const text = attempt(() => readFileSync(`/proc/${pid}/io`, 'utf8')) ?? '';
  const figures = [...text.matchAll(/^(?:rchar|wchar|read_bytes): (\d+)$/gm)];
  return figures.reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

function statesOf(pid: string): (string | undefined)[] {
  const threads = attempt(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  return threads.map((thread) => {
    const stat = attempt(() => readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8'));
    return stat ? fieldsOf(stat)[0] : undefined;
  });
}

function cpuFromPs(groups: readonly number[]): number {
  const lines = attempt(() => execFileSync('ps', ['-A', '-o', 'pgid=,time='], { encoding: 'utf8' })) ?? '';
  return lines
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([group]) => groups.includes(Number(group)))
    .reduce(
      (sum, [, time = '']) => sum + time.split(/[:-]/).reduce((total, part) => total * 60 + Number(part), 0),
      0,
    );
}

/** Returns undefined if the read fails: a process may end between two reads. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
