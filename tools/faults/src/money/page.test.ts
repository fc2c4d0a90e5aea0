import { expect, test } from '@jest/globals';
import { faultsTable, plain, racesTable, tableOf } from './page.ts';

test('the page about money says how every race may end', () => {
  expect(tableOf('races')).toBe(plain(racesTable()));
});

test('what a buyer reads meanwhile is shown where it is something else', () => {
  const row = { step: 'a', fault: 'b', meanwhile: 'c', settled: 'd', end: 'e', ledger: 'f' };
  expect(
    plain(faultsTable([row, { ...row, end: 'c' }]))
      .split('\n')
      .slice(2),
  ).toEqual(['| a | b | c | d | e | f |', '| a | b | | d | c | f |']);
});

test('a page without the table is an error', () => {
  expect(tableOf('x', '<!-- table x -->\n\n| a   |\n| --- |\n\n<!-- end -->')).toBe('| a |\n| --- |');
  expect(() => tableOf('y', '')).toThrow('has no table y');
});
