import { parseArgs } from 'node:util';
import { readSettings } from '../settings.ts';
import { printError } from './output.ts';
import { runCopy } from './runCopy.ts';

/**
 * Starts the engines alone, with the base stack's resources, and prints `ready`. Integration tests use it. `--attached`
 * stops it when its standard input ends.
 */
try {
  const { values } = parseArgs({ options: { attached: { type: 'boolean', default: false } } });
  await runCopy(readSettings(), { keep: false, ...values }, async (copy) => {
    await copy.startEngines();
    process.stdout.write('ready\n');
  });
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
