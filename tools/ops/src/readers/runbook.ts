import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const path = join(import.meta.dirname, '../../../../docs/runbook.md');

/** The anchor that GitHub generates for a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/**
 * A section of the runbook, as Markdown without its heading.
 *
 * @throws Error when no section has this anchor
 */
export async function readRunbook(anchor: string): Promise<string> {
  const sections = (await readFile(path, 'utf8')).split(/^## /m).slice(1);
  const found = sections.find((section) => anchorOf(section.split('\n')[0] ?? '') === anchor);
  if (!found) throw new Error(`The runbook has no section ${anchor}`);
  return found.slice(found.indexOf('\n')).trim();
}
