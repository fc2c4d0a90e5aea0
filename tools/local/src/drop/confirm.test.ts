import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { confirm } from './confirm.ts';

/** The result of an answer to the question. */
async function answered(answer: string): Promise<boolean> {
  const input = new PassThrough();
  const output = new PassThrough();
  const yes = confirm('Import it?', input, output);
  input.end(answer);
  const result = await yes;
  expect(String(output.read())).toBe(`Import it? [y/N] ${answer.includes('\n') ? '' : '\n'}`);
  return result;
}

test.each(['y\n', 'YES\n', ' yes \r\n'])('%j is yes', async (answer) =>
  expect(await answered(answer)).toBe(true),
);

test.each(['', '\n', 'n\n', 'yesterday\n', 'no'])('%j is no', async (answer) =>
  expect(await answered(answer)).toBe(false),
);
