import { readFileSync } from 'node:fs';
import { NUMBERS } from '../report/document.ts';

/**
 * A figure of docs/numbers.md, by its comparison's section, the beginning of its row and the name of its column.
 *
 * @throws Error when the page does not have it: the simulation is compared with it.
 */
export function measured(
  section: string,
  row: string,
  column: string,
  document = readFileSync(NUMBERS, 'utf8'),
): number {
  const text = document.split(`<!-- bench:${section} -->`)[1]?.split(`<!-- /bench:${section} -->`)[0] ?? '';
  let columns: string[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) continue;
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.includes(column)) columns = cells;
    const value = Number.parseFloat(cells[columns.indexOf(column)] ?? '');
    if (cells[0]?.startsWith(row) && !Number.isNaN(value)) return value;
  }
  throw new Error(`docs/numbers.md has no "${column}" of "${row}" in ${section}`);
}
