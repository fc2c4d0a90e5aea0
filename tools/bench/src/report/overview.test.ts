import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '@orderflow/stacks/find';
import { replaceSection } from './document.ts';
import { atMost } from './goals.ts';
import { section } from './markdown.ts';
import { overview, readPages } from './overview.ts';

const goals = [atMost('calls', 1, 1), atMost('p50', 2, 1)];
const report = { tables: [{ title: 'Ways', columns: ['way'], rows: [['ours']] }], goals, notes: ['A note.'] };
const made = (name: string, title: string, of = report) =>
  section({ name, title, run: async () => of }, of, 'today');

test('the goals of every section, and no other table, are in the overview', () => {
  let numbers = '# Numbers\n';
  numbers = replaceSection(numbers, 'a', made('a', 'First'));
  numbers = replaceSection(
    numbers,
    'b',
    made('b', 'Second', { ...report, goals: goals.slice(0, 1), notes: [] }),
  );
  numbers = replaceSection(numbers, 'c', made('c', 'Third', { ...report, goals: [] }));
  const rows = overview(numbers).split('\n').slice(4);
  expect(rows.map((row) => row.replaceAll(/ +/g, ' '))).toEqual([
    '| First | calls | 1 | <= 1 | yes |',
    '| First | p50 | 2 | <= 1 | **no** |',
    '| Second | calls | 1 | <= 1 | yes |',
  ]);
  expect(overview(numbers)).toMatch(/^2 of 3 goals are met/);
});

test('the head of docs/numbers.md is the goals of its sections and of those of other pages', () => {
  const numbers = readFileSync(join(root, 'docs/numbers.md'), 'utf8');
  expect(replaceSection(numbers, 'goals', overview(readPages()))).toBe(numbers);
});
