import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/** The event-source mappings, played by a process of their own. */
export function poller(settings: Settings): ChildSpec {
  return {
    name: 'poller',
    command: process.execPath,
    args: [join(import.meta.dirname, '../poller/main.ts')],
    env: childEnvironment(settings),
    onDeath: 'restart',
  };
}
