import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Command {
  command: string;
  args: string[];
}

/**
 * Binds a command to one core where the system can do that (Linux, with `taskset` of util-linux). DynamoDB Local passes
 * each row back and forth between two threads. On two cores, waking the other core takes most of that time
 * (bench/oneCore.ts).
 *
 * @param number a number of the copy, e.g. its port: other copies get other cores
 */
export function onOneCore(
  { command, args }: Command,
  number: number,
  cores: number[] = allowedCores(),
  env: NodeJS.ProcessEnv = process.env,
): Command {
  if (cores.length < 2 || !onPath('taskset', env)) return { command, args };
  const core = cores.at(-1 - (number % cores.length));
  return { command: 'taskset', args: ['-c', String(core), command, ...args] };
}

/** The cores this process may use; none where the system does not tell. */
function allowedCores(): number[] {
  try {
    const [, list = ''] =
      /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return coresOf(list);
  } catch {
    return [];
  }
}

/** `0-2,5` is 0, 1, 2 and 5. */
export function coresOf(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = '', last = first] = range.split('-');
    if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return [];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
  });
}

function onPath(command: string, { PATH = '' }: NodeJS.ProcessEnv): boolean {
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
