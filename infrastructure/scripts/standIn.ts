import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { infrastructure, root } from './stacks.ts';

/**
 * Runs `use` in a stand-in for the stack's folder, at the same place below a folder of its own. Whatever it is told,
 * the framework writes to `.serverless` in the stack's folder: two runs there destroy each other's files.
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
  const other = dir === infrastructure ? join(root, 'services') : infrastructure;
  await symlink(other, join(scratch, basename(other)));
  return copy;
}
