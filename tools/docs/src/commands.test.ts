import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wrong } from './known.ts';
import { blocks, prose } from './markdown.ts';
import { pages, read } from './repository.ts';
import { commands } from './shell.ts';

const shell = pages().flatMap((page) =>
  blocks(read(page))
    .filter(({ language }) => language === 'sh')
    .map(({ line, text }) => ({ page, where: `${page}:${line}`, text })),
);

/** Commands in the running text; `…` stands for more than is said. */
const inline = pages().flatMap((page) =>
  [...prose(read(page)).matchAll(/`((?:pnpm|npx|aws|curl|node) [^`…]+)`/g)].map(([, text = '']) => ({
    page,
    text,
  })),
);

const faults = (text: string, page = 'README.md') =>
  commands(text).flatMap((command) => wrong(command, dirname(page)) ?? []);

test.each(shell)('$where is shell', ({ text }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each(shell)('the commands of $where, and their options, exist', ({ page, text }) => {
  expect(faults(text, page)).toEqual([]);
});

test.each(inline)('$page: `$text` exists', ({ page, text }) => {
  expect(faults(text, page)).toEqual([]);
});

test('every block says what language it is in', () => {
  const known = ['sh', 'json', 'http', 'mermaid', 'ts', 'js', 'yaml', 'text', 'csv'];
  const others = pages().flatMap((page) =>
    blocks(read(page))
      .filter(({ language }) => !known.includes(language))
      .map(({ line }) => `${page}:${line}`),
  );
  expect(others).toEqual([]);
});

describe('a command that is not there is found:', () => {
  test.each([
    ['pnpm play', 'no script play'],
    ['pnpm dev --fast', '--fast'],
    ['pnpm ops dance', 'no dance'],
    ['npx serverless dance', 'no command dance'],
    ['aws lambda dance', 'no dance'],
    ['aws lambda update-event-source-mapping --uid X', '--uid'],
    ['curl --magic x', '--magic'],
    ['node tools/nothing.ts', 'there is no tools/nothing.ts'],
    ['rm -rf x', 'no command'],
  ])('%s', (text, reason) => {
    expect(faults(text).join()).toContain(reason);
  });
});
