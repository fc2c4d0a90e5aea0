import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchors, links } from './markdown.ts';
import { pages, read, root } from './repository.ts';

/** The links of a page that lead nowhere. */
function broken(page: string): string[] {
  return links(read(page)).filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path ? normalize(join(dirname(page), path)) : page;
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchors(read(target)).includes(anchor);
  });
}

test.each(pages())('every link of %s leads somewhere', (page) => {
  expect(broken(page)).toEqual([]);
});

test('every page is reached from the README', () => {
  const reached = new Set<string>();
  const visit = (page: string) => {
    if (reached.has(page) || !page.endsWith('.md') || !existsSync(join(root, page))) return;
    reached.add(page);
    for (const link of links(read(page))) {
      if (!/^https?:/.test(link)) visit(normalize(join(dirname(page), link.split('#')[0] || '.')));
    }
  };
  visit('README.md');
  expect(pages().filter((page) => !reached.has(page))).toEqual([]);
});
