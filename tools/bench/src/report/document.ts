import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';

const pathOf = (page: string) => join(root, 'docs', page);
export const NUMBERS = pathOf('numbers.md');
/** Every page with sections. */
export const PAGES = [NUMBERS, pathOf('scale.md')];
const markers = (name: string) => [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`] as const;

/**
 * Replaces the section between its markers in a document; a new section is appended. Text outside of the markers is
 * written by people and stays.
 */
export function replaceSection(document: string, name: string, text: string): string {
  const [open, close] = markers(name);
  const block = `${open}\n\n${text.trim()}\n\n${close}`;
  const [start, end] = [document.indexOf(open), document.indexOf(close)];
  if (start < 0 || end < start) return `${document.trimEnd()}\n\n${block}\n`;
  return document.slice(0, start) + block + document.slice(end + close.length);
}

/** Regenerates one comparison's section of its page. */
export function writeSection(name: string, text: string, page = 'numbers.md'): void {
  const path = pathOf(page);
  const document = existsSync(path) ? readFileSync(path, 'utf8') : '# Numbers\n';
  writeFileSync(path, replaceSection(document, name, text));
}
