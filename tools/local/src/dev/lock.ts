import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../settings.ts';

/**
 * Claims the state directory for this process.
 *
 * @returns a function that releases it.
 * @throws Error when a running copy holds it.
 */
export async function lockStateDir(settings: Settings): Promise<() => Promise<void>> {
  const path = join(settings.stateDir, 'pid');
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (holder && holder !== process.pid && isRunning(holder) && (await isOrderflow(holder))) {
    throw new Error(
      `This copy already runs (process ${holder}, port ${settings.port}): stop it, or set ORDERFLOW_PORT to start another.`,
    );
  }
  await mkdir(settings.stateDir, { recursive: true });
  await writeFile(path, String(process.pid));
  return () => rm(path, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a crash, another program may have the process id by now. Without /proc, the id is trusted. */
async function isOrderflow(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || commandLine.includes('tools/local/src/cli/');
}
