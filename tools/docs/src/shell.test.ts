import { expect, test } from '@jest/globals';
import { commands } from './shell.ts';

test.each([
  ['pnpm ops status   # a comment', [['pnpm', 'ops', 'status']]],
  ['A=1 pnpm dev', [['pnpm', 'dev']]],
  ['aws x y --key \'{"a": 1}\' \\\n  --more', [['aws', 'x', 'y', '--key', '{"a": 1}', '--more']]],
  [
    'CODE=$(curl -s "$URL/mail" | tail -1)',
    [
      ['curl', '-s', '$URL/mail'],
      ['tail', '-1'],
    ],
  ],
  [
    "cat > a.csv <<'CSV'\none, two\nCSV\nwc a.csv",
    [
      ['cat', 'a.csv'],
      ['wc', 'a.csv'],
    ],
  ],
])('the commands of %j', (block, expected) => {
  expect(commands(block)).toEqual(expected);
});
