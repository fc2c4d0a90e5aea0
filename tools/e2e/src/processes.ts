import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/**
 * Kills a process of the local copy with SIGKILL: `orders`, `poller`, … Its supervisor restarts it, after a delay
 * that grows with every death. Waits for a process that is not up yet.
 */
export async function killProcess(name: string): Promise<void> {
  await eventually(async () => process.kill(await pidOf(name), 'SIGKILL'));
}

/** The resident set size of a process of the local copy, in MB; proc(5). */
export async function residentMegabytes(name: string): Promise<number> {
  const status = await readFile(`/proc/${await pidOf(name)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

async function pidOf(name: string): Promise<number> {
  const file = join(String(process.env['ORDERFLOW_STATE_DIR']), 'processes.json');
  const pids: Record<string, number> = JSON.parse(await readFile(file, 'utf8'));
  const pid = pids[name];
  if (!pid) throw new Error(`there is no process ${name} in ${file}`);
  return pid;
}
