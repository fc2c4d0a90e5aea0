import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Kills a process of the local copy without warning: `orders`, `poller`, … Its supervisor starts it again. */
export async function killProcess(name: string): Promise<void> {
  const file = join(String(process.env['ORDERFLOW_STATE_DIR']), 'processes.json');
  const pids: Record<string, number> = JSON.parse(await readFile(file, 'utf8'));
  const pid = pids[name];
  if (!pid) throw new Error(`there is no process ${name} in ${file}`);
  process.kill(pid, 'SIGKILL');
}
