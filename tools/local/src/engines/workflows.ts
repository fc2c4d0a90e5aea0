import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * Step Functions: our API over an interpreter, in a process of its own.
 *
 * @param dataDir where executions are kept over restarts; in a folder emptied at every start when undefined.
 * @param services names of the services whose functions it calls, in the order that decides their ports.
 */
export function workflows(settings: Settings, dataDir: string | undefined, services: string[]): ChildSpec {
  const folder = join(dataDir ?? join(settings.stateDir, 'scratch'), 'workflows');
  if (!dataDir) {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    name: 'workflows',
    command: process.execPath,
    args: [join(import.meta.dirname, '../workflows/main.ts'), folder, ...services],
    env: childEnvironment(settings),
    ready: () => answers(settings.endpoints.sfn),
    // Executions are on disk in either case. Running ones resume when it is back.
    onDeath: 'restart',
  };
}
