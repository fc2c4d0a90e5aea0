import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Comparison, Goal } from '../report/types.ts';
import type { Options } from './runHere.ts';

/** Twice what others take at most on two idle cores: one that hangs must not cost the others their figures. */
const MINUTES = 8;

/**
 * Runs a comparison in a process of its own, so that none finds what another left behind: warm code, kept connections,
 * changed environment variables.
 *
 * @throws Error when it fails or is not done in time; what it started ends with it
 */
export async function runAlone(
  { name, minutes = MINUTES }: Comparison,
  { json, write }: Options,
): Promise<Goal[]> {
  const options = [...(json ? ['--json'] : []), ...(write ? ['--write'] : [])];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), name, ...options], {
    stdio: ['ignore', json ? 'pipe' : 'inherit', 'inherit'],
    timeout: minutes * 60_000,
  });
  const [output, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    once(child, 'exit'),
  ]);
  if (signal) throw new Error(`ended by ${signal}; it may take ${minutes} minutes`);
  if (code !== 0) throw new Error('see above');
  return json ? (JSON.parse(output) as { goals: Goal[] }).goals : [];
}
