import { expect, test } from '@jest/globals';
import { sizesOf, tooLong } from './sizes.ts';

const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) });

test('sizes are counted in lines, tests aside', () => {
  const files = [file('a.ts', 10), file('b.ts', 30), file('c.ts', 20), file('d.test.ts', 500)];
  expect(sizesOf(files, 1)).toEqual({
    files: 3,
    median: 20,
    ninetieth: 30,
    longest: [{ path: 'b.ts', lines: 30 }],
  });
});

test('a file of more than 300 lines is too long, a test is not', () => {
  expect(tooLong([file('a.ts', 300), file('b.ts', 301), file('c.test.ts', 500)])).toEqual([
    'b.ts has 301 lines; the limit is 300: split it by its ideas',
  ]);
});
