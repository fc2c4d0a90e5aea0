import { readdirSync, readFileSync } from 'node:fs';

/** One process of a tree, with its share of memory in MB. */
export interface ProcessMemory {
  pid: number;
  /** Its command line, words separated by spaces. */
  command: string;
  megabytes: number;
}

/** Resident memory in which a page that several share counts once (PSS). Linux only: proc(5), `smaps_rollup`. */
export function memoryOfTree(top: number): ProcessMemory[] {
  return [top, ...descendants(top)].flatMap((pid) => {
    try {
      const [, kilobytes = '0'] = /^Pss:\s+(\d+) kB/m.exec(proc(pid, 'smaps_rollup')) ?? [];
      const command = proc(pid, 'cmdline').replaceAll('\0', ' ').trim();
      return [{ pid, command, megabytes: Number(kilobytes) / 1024 }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
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

/** The fields after the command, which may hold anything but ends with the last `)`. */
function parentOf(pid: number): number {
  try {
    const stat = proc(pid, 'stat');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
}
