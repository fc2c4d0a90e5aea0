import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';

/** Text of a file by its path in the repository. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Paths of the files that are, or are about to be, in the repository, by the end of their names. */
export function files(suffix: string): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', `*${suffix}`], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(list.split('\n').filter(Boolean))].sort();
}

/** Every page of documentation. */
export const pages = (): string[] => files('.md');
