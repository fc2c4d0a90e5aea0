import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { baseStack, root } from '@orderflow/stacks/find';

const run = promisify(execFile);

/**
 * A separate Python environment for `infrastructure/requirements/<name>.txt`, below the git-ignored `.venv`: the
 * tools pin conflicting versions of libraries. Created on first use and when the requirements change.
 *
 * @returns the folder of its commands.
 * @throws Error when there is no usable Python.
 */
export async function pythonTool(name: string): Promise<string> {
  const requirements = join(baseStack.dir, 'requirements', `${name}.txt`);
  const venv = join(root, '.venv', name);
  const bin = join(venv, 'bin');
  const stamp = join(venv, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin;
  mkdirSync(venv, { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', venv]).catch((cause) => {
    const advice = `${name} needs Python 3.11 or later: install python3 with its venv module and run this again`;
    throw new Error(advice, { cause });
  });
  const options = ['--quiet', '--disable-pip-version-check', '--require-hashes', '--requirement'];
  await run(join(bin, 'pip'), ['install', ...options, requirements]);
  writeFileSync(stamp, wanted);
  return bin;
}
