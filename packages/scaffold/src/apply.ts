import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Insertion, Plan } from './plan.ts';

/**
 * Writes a plan into a checkout.
 *
 * @returns paths of the files it wrote, in order
 * @throws Error, before anything is written, when a new file is there already or one to add to is not
 */
export async function apply(root: string, { create, insert }: Plan): Promise<string[]> {
  for (const path of Object.keys(create)) {
    if (await exists(join(root, path))) throw new Error(`${path} is there already`);
  }
  for (const { path } of insert) {
    if (!(await exists(join(root, path))))
      throw new Error(`There is no ${path}: is the service's name right?`);
  }
  for (const [path, text] of Object.entries(create)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const one of insert) {
    const file = join(root, one.path);
    await writeFile(file, inserted(await readFile(file, 'utf8'), one));
  }
  return [...Object.keys(create), ...new Set(insert.map(({ path }) => path))];
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function inserted(source: string, { text, before }: Insertion): string {
  const at = before ? source.search(new RegExp(`^${before}`, 'm')) : -1;
  if (at >= 0) return `${source.slice(0, at).trimEnd()}\n${text}\n${source.slice(at)}`;
  const opens = text.startsWith('  - ${file(') && !/^resources:/m.test(source) ? '\nresources:\n' : '';
  return `${source.trimEnd()}\n${opens}${text}`;
}
