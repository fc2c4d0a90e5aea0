import { describe, expect, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { idempotencyKey } from './idempotencyKey.ts';

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const quoted = (key: string) => `"${key.replace(/["\\]/g, '\\$&')}"`;

describe('an Idempotency-Key', () => {
  test.each([
    ['bare', 'abc-123', 'abc-123'],
    ['quoted', '"abc-123"', 'abc-123'],
    ['with white space around it', ' \tabc-123\t ', 'abc-123'],
    ['bare, with spaces and quotes inside', 'a "b" c', 'a "b" c'],
    ['quoted, with an escaped quote', '"a\\"b"', 'a"b'],
    ['quoted, with an escaped backslash', '"a\\\\b"', 'a\\b'],
    ['bare, with a backslash', 'a\\b', 'a\\b'],
    ['quoted, with a comma', '"a,b"', 'a,b'],
    ['of one quoted space', '" "', ' '],
    ['of 255 characters', 'k'.repeat(255), 'k'.repeat(255)],
    ['of 255 quoted characters', `"${'k'.repeat(255)}"`, 'k'.repeat(255)],
    ['of 255 escaped characters', `"${'\\"'.repeat(255)}"`, '"'.repeat(255)],
  ])('%s', (_, header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['white space only', ' \t '],
    ['of two headers', 'key-1, key-2'],
    ['of two headers, as an HTTP API joins them', 'key-1,key-2'],
    ['of two quoted headers', '"key-1","key-2"'],
    ['of the same header twice', 'key-1,key-1'],
    ['very long', 'k'.repeat(2_000)],
    ['an empty string in quotes', '""'],
    ['of 256 characters', 'k'.repeat(256)],
    ['of 256 quoted characters', `"${'k'.repeat(256)}"`],
    ['with a quote that never closes', '"abc'],
    ['a single quote mark', '"'],
    ['with text after the closing quote', '"abc"d'],
    ['with an escape of nothing', '"abc\\"'],
    ['with an escape of another character', '"a\\bc"'],
    ['with a tab inside', 'a\tb'],
    ['with a tab inside quotes', '"a\tb"'],
    ['with a line break inside', 'a\nb'],
    ['with a control character', 'a\u0000b'],
    ['with DEL', 'a\u007fb'],
    ['with an accent', 'clé'],
    ['with an emoji in quotes', '"🔑"'],
    ['with a no-break space around it', '\u00a0abc\u00a0'],
  ])('is refused as malformed: %s', (_, header) => {
    expect(() => idempotencyKey(header)).toThrow(expect.objectContaining({ refusal: 'malformed' }));
  });

  test('is the same key in both spellings', () => {
    const bare = printable.filter(
      (key) => /^[^" ].{0,254}$/.test(key) && key.trim() === key && !key.includes(','),
    );
    fc.assert(fc.property(bare, (key) => idempotencyKey(key) === idempotencyKey(quoted(key))));
  });

  test.each([' ', '"', '\\\\', '\\"', '\t', 'a ', ','])(
    'takes time that grows with it, of %j',
    async (filler) => {
      const read = (header: string) => {
        for (const one of [header, `"${header}`, `a${header}b`]) expect(() => idempotencyKey(one)).toThrow();
      };
      expect(await isLinear((size) => filler.repeat(size / filler.length), read)).toBe(true);
    },
  );

  test('can be any printable ASCII text when it is quoted', () => {
    const key = printable.filter(({ length }) => length >= 1 && length <= 255);
    fc.assert(fc.property(key, (text) => idempotencyKey(quoted(text)) === text));
  });

  test('is refused or is 1 to 255 printable ASCII characters, whatever the header', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      printable.map((text) => `"${text}`),
      printable.map(quoted),
    );
    fc.assert(
      fc.property(header, (value) => {
        try {
          return /^[\x20-\x7e]{1,255}$/.test(idempotencyKey(value));
        } catch (error) {
          return (error as { refusal?: string }).refusal === 'malformed';
        }
      }),
    );
  });
});
