import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';

/** Text of a file by its path in the repository. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Paths of the repository's files with this suffix, including new files that are not ignored. */
export function files(suffix: string): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', `*${suffix}`], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(list.split('\n').filter(Boolean))].sort();
}

/** Every page of documentation. */
export const pages = (): string[] => files('.md');
