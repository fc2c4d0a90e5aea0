import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The header by which the processes of a copy recognise each other. It never reaches a function. */
export const secretHeader = 'x-orderflow-secret';

/**
 * The secret that only the processes of this copy and its owner know. It is created on first use and kept in the state
 * directory, so that presigned URLs outlive a restart. It is the secret access key in `.local/env`.
 */
export function secretOf({ stateDir }: { stateDir: string }): string {
  const file = join(stateDir, 'secret');
  mkdirSync(stateDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(30).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
