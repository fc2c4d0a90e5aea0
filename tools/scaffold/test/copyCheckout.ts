import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');

/** A copy of the current checkout in its own folder, with the installed packages of the original. */
export async function copyCheckout(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'scaffold-'));
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
  });
  const files = list.toString().split('\n').filter(Boolean);
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await cp(join(repository, file), join(root, file)).catch(ignoreDeleted);
  }
  const packages = files.filter((file) => /(^|\/)package\.json$/.test(file)).map((file) => dirname(file));
  for (const folder of packages) {
    const modules = join(repository, folder, 'node_modules');
    await symlink(modules, join(root, folder, 'node_modules'));
  }
  return root;
}

/** The file is listed by git, but deleted from the working tree. */
function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
