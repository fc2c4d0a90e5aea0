import { expect, test } from '@jest/globals';
import { blocks, prose } from './markdown.ts';
import { pages, read } from './repository.ts';

/** Words in a row that no two pages share. */
const SHARED_WORDS = 14;

function phrases(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return words.slice(SHARED_WORDS - 1).map((_, at) => words.slice(at, at + SHARED_WORDS).join(' '));
}

/** What stands on two pages, as `page and page: phrase`. */
function repeats(phrasesOf: (page: string) => string[]): string[] {
  const seen = new Map<string, string>();
  const found = new Map<string, string>();
  for (const page of pages()) {
    for (const phrase of phrasesOf(page)) {
      const other = seen.get(phrase);
      if (other && other !== page) found.set(`${other} and ${page}`, phrase);
      seen.set(phrase, page);
    }
  }
  return [...found].map(([both, phrase]) => `${both}: ${phrase}`);
}

/** The goals that the README repeats on purpose; a test of tools/bench holds them to docs/numbers.md. */
const GOALS = /<!-- bench:goals -->[\s\S]*<!-- \/bench:goals -->/;

test('no page says what another one says', () => {
  expect(repeats((page) => phrases(prose(read(page)).replace(GOALS, '')))).toEqual([]);
});

test('no page shows the diagram of another one', () => {
  const diagrams = (page: string) =>
    blocks(read(page)).flatMap(({ language, text }) => (language === 'mermaid' ? [text.trim()] : []));
  expect(repeats(diagrams)).toEqual([]);
});
