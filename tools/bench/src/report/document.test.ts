import { expect, test } from '@jest/globals';
import { replaceSection } from './document.ts';

const document = '# Numbers\n\nBy hand.\n\n<!-- bench:a -->\n\nold\n\n<!-- /bench:a -->\n\nMore by hand.\n';

test('a section is replaced in place, and what people wrote around it stays', () => {
  expect(replaceSection(document, 'a', 'new\n')).toBe(document.replace('old', 'new'));
});

test('a new section goes to the end', () => {
  expect(replaceSection(document, 'b', 'first')).toBe(
    `${document}\n<!-- bench:b -->\n\nfirst\n\n<!-- /bench:b -->\n`,
  );
});
