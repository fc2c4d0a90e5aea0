import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '@orderflow/stacks/find';

const run = promisify(execFile);
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * A copy of the checkout as it is now, installed in its own folder: what runs or is edited there changes nothing
 * here.
 */
export async function scratchCopy(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'orderflow-copy-'));
  const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: MAX_OUTPUT,
  });
  for (const file of listed.stdout.split('\n').filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file)).catch(ignoreDeleted);
  }
  await run('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: copy,
    maxBuffer: MAX_OUTPUT,
  });
  return copy;
}

/** The file is listed by git, but deleted from the working tree. */
function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
