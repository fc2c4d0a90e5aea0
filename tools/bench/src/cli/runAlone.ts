import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Comparison, Goal } from '../report/types.ts';
import type { Options } from './runHere.ts';

/** Twice the maximum of the others on two idle cores: a comparison that hangs must not block the others. */
const MINUTES = 8;

/**
 * Runs a comparison in its own process, so that it finds nothing that another one left: warm code, open connections,
 * changed environment variables.
 *
 * @throws Error when it fails or times out; its child processes end with it
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
