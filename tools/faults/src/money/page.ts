import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import type { Row } from './providerFaults.ts';
import { races } from './races.ts';

/** The page about money in case of failures. Its tables are the results of the runs in this folder. */
export const PAGE = 'docs/money.md';

/** A table without alignment padding. */
export const plain = (table: string): string => table.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

/** A table of the page, in {@link plain} form. */
export function tableOf(name: string, page = readFileSync(join(root, PAGE), 'utf8')): string {
  const [, text] = new RegExp(`<!-- table ${name} -->\\n\\n([\\s\\S]*?)\\n\\n<!-- end -->`).exec(page) ?? [];
  if (text === undefined) throw new Error(`${PAGE} has no table ${name}`);
  return plain(text);
}

/** The results of every fault of the provider. */
export const faultsTable = (rows: readonly Row[]): string =>
  markdown(
    ['asked for', 'what the provider does', 'meanwhile the buyer reads', 'settled', 'in the end', 'ledger'],
    rows.map(({ step, fault, meanwhile, settled, end, ledger }) => [
      step,
      fault,
      meanwhile === end ? '' : meanwhile,
      settled,
      end,
      ledger,
    ]),
  );

/** The possible ends of every race. */
export const racesTable = (): string =>
  markdown(
    ['at once', 'the order, its payment'],
    races.map(({ name, ends }) => [
      name,
      ends
        .map(([order, payment, captured, refunded]) => {
          const sums =
            captured === 0 ? '' : `: ${captured} taken${refunded === 0 ? '' : `, ${refunded} given back`}`;
          return `${order}, ${payment}${sums}`;
        })
        .join('; or '),
    ]),
  );

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
