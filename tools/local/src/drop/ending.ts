import type { Progress } from './progress.ts';

/** The current step of the command. */
export interface Step {
  fileName?: string;
  /** Set once the import is created. */
  importId?: string;
  /** `system`: the import goes on by itself; `caller`: it waits for a commit; undefined: the upload is not finished. */
  waitsFor?: 'system' | 'caller';
}

/** Exit codes as in shells: 128 plus the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Tells people what becomes of the file when the command ends now. */
export function leftBehind({ fileName = 'The file', importId, waitsFor }: Step): string {
  if (!importId) return `${fileName} was not sent: nothing of it is imported.`;
  if (!waitsFor)
    return `${fileName} was not sent to its end: nothing of it is imported (import ${importId}).`;
  return waitsFor === 'caller'
    ? `${fileName} is not imported: \`pnpm drop --commit ${importId}\` imports it.`
    : `The system goes on with import ${importId} by itself; the console shows it.`;
}

/**
 * On Ctrl-C or SIGTERM, restores the cursor, says what becomes of the file, and exits.
 *
 * @param at the current step. Undefined between two files: nothing is said, and the exit code so far counts.
 */
export function endOnSignal(progress: Progress, at: () => Step | undefined, codeSoFar: () => number): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      progress.stop();
      const step = at();
      if (step) process.stderr.write(`\n${leftBehind(step)}\n`);
      process.exit(step ? CODES[signal] : codeSoFar());
    });
  }
}
