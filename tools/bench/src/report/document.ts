import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';

export const NUMBERS = join(root, 'docs/numbers.md');
const markers = (name: string) => [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`] as const;

/**
 * Puts a section between its markers in a document; one that has no place yet goes to the end. Text outside of the
 * markers is written by people and stays.
 */
export function replaceSection(document: string, name: string, text: string): string {
  const [open, close] = markers(name);
  const block = `${open}\n\n${text.trim()}\n\n${close}`;
  const [start, end] = [document.indexOf(open), document.indexOf(close)];
  if (start < 0 || end < start) return `${document.trimEnd()}\n\n${block}\n`;
  return document.slice(0, start) + block + document.slice(end + close.length);
}

/** Regenerates one comparison's section of docs/numbers.md. */
export function writeSection(name: string, text: string): void {
  const document = existsSync(NUMBERS) ? readFileSync(NUMBERS, 'utf8') : '# Numbers\n';
  writeFileSync(NUMBERS, replaceSection(document, name, text));
}
