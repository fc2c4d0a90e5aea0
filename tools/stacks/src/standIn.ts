import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { baseStack, root } from './find.ts';

/**
 * Runs `use` in a copy of the stack's folder, at the same relative path below a temporary folder. The framework
 * always writes to `.serverless` in the stack's folder, so two runs in the same folder would destroy each other's
 * files.
 */
export async function inStandIn<T>(dir: string, use: (cwd: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'orderflow-stack-'));
  try {
    return await use(await mirror(dir, scratch));
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function mirror(dir: string, scratch: string): Promise<string> {
  const copy = join(scratch, relative(root, dir));
  await mkdir(copy, { recursive: true });
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isFile()) {
      await copyFile(join(dir, entry.name), join(copy, entry.name));
    } else if (entry.name === 'node_modules' || !entry.name.startsWith('.')) {
      await symlink(join(dir, entry.name), join(copy, entry.name));
    }
  }
  for (const path of await besides(dir)) await symlink(path, join(scratch, relative(root, path)));
  return copy;
}

/** The files and folders that a stack's serverless.yml refers to outside of its own folder. */
async function besides(dir: string): Promise<string[]> {
  if (dir === baseStack.dir) return [join(root, 'services')];
  if (dirname(dir) !== baseStack.dir) return [baseStack.dir];
  const beside = await readdir(baseStack.dir);
  return beside.filter((name) => name !== basename(dir)).map((name) => join(baseStack.dir, name));
}
