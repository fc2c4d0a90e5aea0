import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '@orderflow/stacks/find';
import { parse } from 'yaml';
import { blocks } from './markdown.ts';
import { pages, read } from './repository.ts';

const written = (language: string) =>
  pages().flatMap((page) =>
    blocks(read(page))
      .filter((block) => block.language === language)
      .map(({ line, text }) => ({ where: `${page}:${line}`, text })),
  );

test.each(written('json').filter(({ text }) => !text.includes('…')))('$where is JSON', ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

test.each(written('yaml'))('$where is YAML', ({ text }) => {
  expect(() => parse(text)).not.toThrow();
});

test.each(written('sh'))('$where is shell', ({ text }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

/** Paths in the code spans of a page, such as `tools/local/src/settings.ts`. */
const paths = pages().flatMap((page) =>
  [...read(page).matchAll(/`((?:packages|tools|services|infrastructure|docs|jest)\/[\w./-]+)`/g)].map(
    ([, path = '']) => ({ page, path }),
  ),
);

test.each(paths)('$page names $path, which is there', ({ path }) => {
  expect(existsSync(join(root, path))).toBe(true);
});
