import { readSettings } from '../settings.ts';
import { printError } from './output.ts';
import { runCopy } from './run-copy.ts';

/**
 * Starts the engines with the base stack's resources, for tests: prints `ready` when they are there,
 * and stops when its standard input ends, so that it never outlives the test run that started it.
 */
try {
  await runCopy(readSettings(), false, async (copy) => {
    process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'));
    await copy.startEngines();
    process.stdout.write('ready\n');
  });
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
