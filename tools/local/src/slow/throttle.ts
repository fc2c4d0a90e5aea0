import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Limits {
  /** Share of one processor, such as 0.5. */
  cpu: number;
  /** Megabytes a second from and to each disk. */
  disk: number;
}

/** A machine that is slow for some processes only. */
export interface Throttle {
  /** The limits that apply, for people. */
  how: string[];
  /** The limits that could not be set, and why. */
  cannot: string[];
  /** Wraps a command line so that it runs under the limits. */
  wrap(command: string[]): string[];
  end(): Promise<void>;
}

const ROOT = '/sys/fs/cgroup';
const PERIOD_US = 100_000;

/**
 * Uses control groups if this user may create them, else the lowest priority beside neighbours that use all of the machine.
 */
export function throttle(limits: Limits): Throttle {
  const cannot: string[] = [];
  const groups = controlGroups(limits, cannot);
  if (groups.length > 0) return inGroups(groups, limits, cannot);
  return besideNeighbours(cannot);
}

interface Group {
  dir: string;
  holds: string;
}

/** One group for everything (version 2), or one each for processor and disk (version 1). */
function controlGroups(limits: Limits, cannot: string[]): Group[] {
  const isUnified = existsSync(join(ROOT, 'cgroup.controllers'));
  const bytes = Math.round(limits.disk * 1024 * 1024);
  const quota = Math.round(limits.cpu * PERIOD_US);
  const disks = blockDevices();
  const name = `orderflow-slow-${process.pid}`;
  const make = (controller: string, holds: string, files: [file: string, content: string][]): Group[] => {
    const dir = join(ROOT, isUnified ? '' : controller, name);
    try {
      mkdirSync(dir, { recursive: true });
      for (const [file, content] of files) writeFileSync(join(dir, file), content);
      return [{ dir, holds }];
    } catch (error) {
      cannot.push(`no control group for the ${holds}: ${(error as Error).message}`);
      return [];
    }
  };
  const each = (files: string[], content: (disk: string) => string) =>
    disks.flatMap((disk) => files.map((file): [string, string] => [file, content(disk)]));
  const found = isUnified
    ? [
        ...make('', 'processor', [['cpu.max', `${quota} ${PERIOD_US}`]]),
        ...make(
          '',
          'disk',
          each(['io.max'], (disk) => `${disk} rbps=${bytes} wbps=${bytes}`),
        ),
      ]
    : [
        ...make('cpu', 'processor', [
          ['cpu.cfs_period_us', String(PERIOD_US)],
          ['cpu.cfs_quota_us', String(quota)],
        ]),
        ...make(
          'blkio',
          'disk',
          each(
            ['blkio.throttle.read_bps_device', 'blkio.throttle.write_bps_device'],
            (disk) => `${disk} ${bytes}`,
          ),
        ),
      ];
  return found;
}

/** Device numbers of all disks, such as `254:0`. */
function blockDevices(): string[] {
  const folder = '/sys/block';
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !/^(loop|ram|zram|sr|fd)/.test(name))
    .map((name) => readFileSync(join(folder, name, 'dev'), 'utf8').trim());
}

function inGroups(groups: Group[], { cpu, disk }: Limits, cannot: string[]): Throttle {
  const dirs = [...new Set(groups.map(({ dir }) => dir))];
  const amounts: Record<string, string> = {
    processor: `${cpu} of a processor`,
    disk: `${disk} MB/s of each disk`,
  };
  return {
    how: groups.map(({ holds }) => `a control group with ${amounts[holds]}`),
    cannot,
    wrap: (command) => [
      'sh',
      '-c',
      'while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 1; shift; done; shift; exec "$@"',
      'sh',
      ...dirs,
      '--',
      ...command,
    ],
    async end() {
      // A group can be removed when its last process is gone.
      for (const dir of dirs) {
        for (let attempt = 0; existsSync(dir) && attempt < 100; attempt++) {
          try {
            rmdirSync(dir);
          } catch {
            await delay(100);
          }
        }
      }
    },
  };
}

function besideNeighbours(cannot: string[]): Throttle {
  const file = join(tmpdir(), `orderflow-slow-${process.pid}`);
  const busy = Array.from({ length: 2 * availableParallelism() }, () => 'while :; do :; done');
  const writing = `while :; do dd if=/dev/zero of='${file}' bs=1M count=256 conv=fsync 2>/dev/null; done`;
  const neighbours: ChildProcess[] = [...busy, writing].map((script) =>
    spawn('sh', ['-c', script], { stdio: 'ignore', detached: true }),
  );
  const hasIonice = (process.env['PATH'] ?? '').split(':').some((dir) => existsSync(join(dir, 'ionice')));
  if (!hasIonice) cannot.push('no ionice on the PATH: the disk is shared, not yielded');
  return {
    how: [
      `nice -n 19${hasIonice ? ' and ionice -c 3' : ''}, beside ${busy.length} busy neighbours and one that writes`,
    ],
    cannot,
    wrap: (command) => [...(hasIonice ? ['ionice', '-c', '3'] : []), 'nice', '-n', '19', ...command],
    async end() {
      for (const { pid } of neighbours) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      rmSync(file, { force: true });
    },
  };
}
