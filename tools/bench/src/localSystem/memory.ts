import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** One process of a tree, with its share of memory in MB. */
export interface ProcessMemory {
  pid: number;
  /** Its command line, words separated by spaces. */
  command: string;
  megabytes: number;
}

/**
 * Resident memory in which a shared page counts only once (PSS), with the files that the process has open in the memory file
 * system. Linux only: proc(5), `smaps_rollup`.
 */
export function memoryOfTree(top: number): ProcessMemory[] {
  return [top, ...descendants(top)].flatMap((pid) => {
    try {
      const [, kilobytes = '0'] = /^Pss:\s+(\d+) kB/m.exec(proc(pid, 'smaps_rollup')) ?? [];
      const command = proc(pid, 'cmdline').replaceAll('\0', ' ').trim();
      return [{ pid, command, megabytes: Number(kilobytes) / 1024 + megabytesInFiles(pid) }];
    } catch {
      // The process has ended in the meantime.
      return [];
    }
  });
}

/** Blocks of stat(2), of 512 bytes. Dynoxide maps its shared memory, `-shm`: that is in its PSS. */
function megabytesInFiles(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  const files = readdirSync(folder).filter((fd) =>
    /^\/dev\/shm\/.*(?<!-shm) \(deleted\)$/.test(linkOf(`${folder}/${fd}`)),
  );
  return files.reduce((sum, fd) => sum + statSync(`${folder}/${fd}`).blocks / 2048, 0);
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** proc(5): clock ticks per second, the same on every Linux that Node runs on. */
const TICKS = 100;

/** CPU seconds of the processes of a tree, including child processes that have ended. */
export function cpuSecondsOfTree(top: number): number {
  const ticks = [top, ...descendants(top)].flatMap((pid) => fieldsOf(pid).slice(11, 15).map(Number));
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}

const proc = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');

function descendants(top: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const parent = parentOf(pid);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
  }
  const below = (pid: number): number[] =>
    (childrenOf.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(top);
}

const parentOf = (pid: number): number => Number(fieldsOf(pid)[1] ?? -1);

/**
 * The fields after the command, which may contain any character but ends with the last `)`; empty if the process has
 * ended.
 */
function fieldsOf(pid: number): string[] {
  try {
    const stat = proc(pid, 'stat');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
