/**
 * Runs the framework's CLI for one order after another, each as if it were the first; `warmFramework.ts` starts this
 * process. When a run fails, this process ends as the CLI would.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FrameworkRun } from './warmFramework.ts';

const require = createRequire(import.meta.url);
let listenersBefore: Map<string | symbol, number> | undefined;

process.on('message', ({ args, cwd, env }: FrameworkRun) => {
  listenersBefore = new Map(process.eventNames().map((name) => [name, process.listenerCount(name)]));
  // From here on only the framework keeps this process alive.
  process.channel?.unref();
  process.chdir(cwd);
  process.env = env;
  process.argv = [process.execPath, ...args];
  const [cli = ''] = args;
  forgetModules(cli);
  require(cli);
});

process.once('disconnect', () => process.exit());

// The CLI does not signal its end: it is done when no work is left.
process.on('beforeExit', () => {
  if (!listenersBefore || process.exitCode) return;
  for (const name of process.eventNames()) {
    for (const listener of process.listeners(name as 'exit').slice(listenersBefore.get(name) ?? 0))
      process.off(name, listener);
  }
  listenersBefore = undefined;
  process.channel?.ref();
  process.send?.('done');
});

/**
 * The CLI's scripts run when they are loaded, so they must be loaded again. So must our files: the framework writes
 * into the objects that they export.
 */
function forgetModules(cli: string): void {
  const scripts = [dirname(cli), join(dirname(cli), '../scripts')];
  for (const path of Object.keys(require.cache)) {
    if (!path.includes('/node_modules/') || scripts.includes(dirname(path))) delete require.cache[path];
  }
}
