import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Insertion, Plan } from './plan.ts';

/**
 * Writes a plan into a checkout.
 *
 * @returns paths of the written files, in order
 * @throws Error, before anything is written, when a new file exists already or a file to extend does not
 */
export async function apply(root: string, { create, insert }: Plan): Promise<string[]> {
  for (const path of Object.keys(create)) {
    if (await exists(join(root, path))) throw new Error(`${path} is there already`);
  }
  for (const { path, startsAs } of insert) {
    if (startsAs === undefined && !(await exists(join(root, path))))
      throw new Error(`There is no ${path}: is the service's name right?`);
  }
  for (const [path, text] of Object.entries(create)) await write(root, path, text);
  for (const one of insert) {
    const source = await readFile(join(root, one.path), 'utf8').catch(() => one.startsAs ?? '');
    await write(root, one.path, inserted(source, one));
  }
  return [...Object.keys(create), ...new Set(insert.map(({ path }) => path))];
}

async function write(root: string, path: string, text: string): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function inserted(source: string, { text, before }: Insertion): string {
  const at = before ? [...source.matchAll(new RegExp(`^${before}`, 'gm'))].at(-1)?.index : undefined;
  if (at === undefined) return `${source.trimEnd()}\n${text}`;
  return `${source.slice(0, at).trimEnd()}\n${text}\n${source.slice(at)}`;
}
