import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '@orderflow/stacks/template';
import { childEnvironment } from '../environment.ts';
import { appIdOf, NICE } from '../offline/priority.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

const main = join(import.meta.dirname, '../poller/main.ts');

/**
 * The process that plays the event source mappings.
 *
 * @param stacks that this copy was started with
 * @param keep true if the streams are those of the last run. Otherwise old checkpoints mean nothing and are deleted.
 */
export function poller(settings: Settings, stacks: readonly Stack[], keep: boolean): ChildSpec {
  if (!keep) {
    rmSync(join(settings.stateDir, 'checkpoints.json'), { force: true });
  }
  return {
    name: 'poller',
    command: process.execPath,
    args: ['--expose-gc', main, ...stacks.map(({ name }) => name)],
    env: { ...childEnvironment(settings), AWS_SDK_UA_APP_ID: appIdOf(NICE) },
    onDeath: 'restart',
  };
}
