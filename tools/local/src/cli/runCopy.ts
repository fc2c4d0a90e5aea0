import { Copy } from '../dev/copy.ts';
import { whenLauncherIsGone } from '../processes/launchers.ts';
import type { Settings } from '../settings.ts';
import { printError, printLine } from './output.ts';

export interface RunOptions {
  /** Keep the data over restarts. */
  keep: boolean;
  /** Stop when standard input ends, so that a test run's copy does not outlive it. */
  attached: boolean;
}

/**
 * Runs a copy until a signal or a failure ends it, then stops everything and exits.
 *
 * @param start starts the parts and says when they are ready
 */
export async function runCopy(
  settings: Settings,
  { keep, attached }: RunOptions,
  start: (copy: Copy) => Promise<void>,
): Promise<void> {
  let ending: Promise<void> | undefined;
  const end = (exitCode: number): Promise<void> => {
    ending ??= copy.stop().finally(() => process.exit(exitCode));
    return ending;
  };
  const fail = (error: unknown) => {
    if (!ending) {
      printError(error);
    }
    return end(1);
  };
  const copy = new Copy(settings, { keep, print: printLine, onFailure: fail });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => end(0));
  }
  if (attached) {
    process.stdin.resume().once('end', () => end(0));
  }
  whenLauncherIsGone(() => end(0));
  await start(copy).catch(fail);
}
