import type { Progress } from './progress.ts';

/** What is being done. */
export interface Step {
  fileName?: string;
  /** Since it was announced. */
  importId?: string;
  /** `system`: it goes on by itself; `caller`: it waits for a commit. Before, it is being sent. */
  waitsFor?: 'system' | 'caller';
}

/** As shells know it: 128, and the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** What becomes of it when the command ends now, for people. */
export function leftBehind({ fileName = 'The file', importId, waitsFor }: Step): string {
  if (!importId) return `${fileName} was not sent: nothing of it is imported.`;
  if (!waitsFor)
    return `${fileName} was not sent to its end: nothing of it is imported (import ${importId}).`;
  return waitsFor === 'caller'
    ? `${fileName} is not imported: \`pnpm drop --commit ${importId}\` imports it.`
    : `The system goes on with import ${importId} by itself; the console shows it.`;
}

/**
 * Ends the command well when it is stopped (Ctrl-C, SIGTERM): the cursor is back, and what becomes of the file is said.
 *
 * @param at what is being done; undefined between two files, when there is nothing to say and the code so far counts.
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
