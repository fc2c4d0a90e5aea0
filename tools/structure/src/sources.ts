import { glob, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { SourceFile } from './arrows.ts';

const repository = resolve(import.meta.dirname, '../../..');

const isOthers = (path: string) =>
  path.split('/').some((part) => part === 'node_modules' || part === 'generated' || part.startsWith('.'));

/** Every TypeScript file that people wrote, in the order of their paths. */
export async function readSources(root = repository): Promise<SourceFile[]> {
  const paths: string[] = [];
  for await (const path of glob('{packages,tools,services,infrastructure,jest}/**/*.ts', {
    cwd: root,
    exclude: isOthers,
  })) {
    paths.push(path);
  }
  const read = async (path: string) => ({ path, text: await readFile(join(root, path), 'utf8') });
  return Promise.all(paths.sort().map(read));
}

/** Names of the services: the folders with a serverless.yml. */
export async function readServices(root = repository): Promise<string[]> {
  const names: string[] = [];
  for await (const path of glob('services/*/serverless.yml', { cwd: root }))
    names.push(basename(resolve(root, path, '..')));
  return names.sort();
}
