import { createHash } from 'node:crypto';
import { glob, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { baseStack, root, services } from './find.ts';

/** Everything that a template depends on, except files. */
interface Asked {
  dir: string;
  stage: string;
  params: string[];
  environment: Record<string, string>;
}

const folder = join(root, '.local/compiled');
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** The result for unchanged files from the cache, or else the result of `compile`, which is kept for a week. */
export async function cached<T>(asked: Asked, compile: () => Promise<T>): Promise<T> {
  const file = join(folder, `${basename(asked.dir)}-${asked.stage}-${await digestOf(asked)}.json`);
  const found = await readFile(file, 'utf8').catch(() => undefined);
  if (found) return JSON.parse(found) as T;
  const compiled = await compile();
  await mkdir(folder, { recursive: true });
  // Write atomically: other processes may read at the same time.
  await writeFile(`${file}.${process.pid}`, JSON.stringify(compiled));
  await rename(`${file}.${process.pid}`, file);
  await removeOld();
  return compiled;
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > WEEK_MS) await rm(path, { force: true });
  }
}

/**
 * A template depends on the YAML, JSON and JavaScript of its folder, of infrastructure/ and of our plugin, on the
 * names of the services, and on the tools. It does not depend on the functions' code.
 */
async function digestOf(asked: Asked): Promise<string> {
  const names = services.map(({ name }) => name);
  const hash = createHash('sha256').update(JSON.stringify([asked, names, process.version]));
  const files = [join(root, 'pnpm-lock.yaml'), join(import.meta.dirname, 'compile.ts')];
  for (const one of new Set([baseStack.dir, join(root, 'tools/serverless'), asked.dir])) {
    const found: string[] = [];
    for await (const file of glob('**/*.{yml,yaml,json,js,cjs}', { cwd: one, exclude: isGenerated })) {
      found.push(join(one, file));
    }
    files.push(...found.sort());
  }
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 32);
}

function isGenerated(path: string): boolean {
  return path.split('/').some((part) => part === 'node_modules' || part.startsWith('.'));
}
