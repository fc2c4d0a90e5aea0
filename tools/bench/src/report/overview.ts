import { readFileSync, writeFileSync } from 'node:fs';
import { NUMBERS, PAGES, replaceSection } from './document.ts';
import { markdownTable } from './markdown.ts';

/** The header of the goals' table in every section. */
const HEAD = /^\| goal +\| value +\| bound +\| met +\|$/;
const SECTION = /<!-- bench:(\S+) -->\n\n## (.+)\n([\s\S]*?)<!-- \/bench:\1 -->/g;

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of a section's table of goals. */
function goalRows(section: string): string[][] {
  const lines = section.split('\n');
  const head = lines.findIndex((line) => HEAD.test(line));
  if (head < 0) return [];
  const rest = lines.slice(head + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

/** Every goal of the pages as one table. */
export function overview(numbers: string): string {
  const rows = [...numbers.matchAll(SECTION)].flatMap(([, , title = '', text = '']) =>
    goalRows(text).map((row) => [title, ...row]),
  );
  const met = rows.filter((row) => row.at(-1) === 'yes').length;
  const table = markdownTable({ columns: ['measured', 'goal', 'value', 'bound', 'met'], rows });
  return `${met} of ${rows.length} goals are met:\n\n${table}`;
}

/** The text of all pages, concatenated. */
export const readPages = (): string => PAGES.map((path) => readFileSync(path, 'utf8')).join('\n');

/** Regenerates the table of all goals at the top of docs/numbers.md. */
export function writeOverview(): void {
  writeFileSync(NUMBERS, replaceSection(readFileSync(NUMBERS, 'utf8'), 'goals', overview(readPages())));
}
