import { describe, expect, test } from '@jest/globals';
import { greeting } from '@orderflow/mail';
import fc from 'fast-check';
import { reminderMail, welcomeMail } from './mails.ts';

const confirmation = { code: 'abc-DEF_123', url: 'https://example.com/onboarding/confirm', seconds: 3_600 };
const email = 'ada@example.com';

test.each([
  "Ada O'Lovelace",
  'José M. Núñez',
  'Jose\u0301 Nu\u0301n\u0303ez',
  '李小龙',
  'Dr. Ada King',
  'María de los Ángeles García',
  'Anne-Marie, Jr.',
  'עדה לאבלייס',
  'आडा',
  ' Ada ',
])('greets %s', (name) => {
  expect(greeting(name)).toBe(`Hello ${name.trim()},`);
});

const PAYLOADS = [
  'http://evil.example',
  'evil.example',
  'evil。example',
  'evil․example',
  'call me@evil',
  '<img src=x>',
  'Call 0900 123456',
  '[win](evil)',
  'Ada\nYou have won',
  'Ada\r\nBcc: eve@example.com',
  'Ada\u0085You have won',
  'Ada\u2028You have won',
  'Ada\u2029You have won',
  'Ada\u000bYou have won',
  'Ada\u202eelpmaxe.live',
  'Ada\u2066x\u2069',
  'Ada\u200fx',
  'Ada\u061cx',
  'A\u200bda',
  'A\u00adda',
  'ada\ufeff',
  'Hello\u3164you',
  'A\u0300\u0301\u0302\u0303',
  'A\ud800da',
  'A\u0007da',
  'A\u{e0041}da',
  'Ada, your account was blocked, please call us now',
  'x'.repeat(61),
];

describe('a name that is somebody else’s text', () => {
  test.each(PAYLOADS.map((name) => [JSON.stringify(name), name]))('%s is not greeted', (_, name) => {
    expect(greeting(name)).toBe('Hello,');
    for (const write of [welcomeMail, reminderMail]) {
      expect(write({ email, name }, confirmation)).toEqual(write({ email, name: '!' }, confirmation));
    }
  });

  const anyName = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .tuple(fc.string({ maxLength: 10 }), fc.constantFrom(...PAYLOADS), fc.string({ maxLength: 10 }))
      .map((parts) => parts.join('')),
  );

  test('whatever it is, changes nothing of a mail but the words after Hello', () => {
    const plain = welcomeMail({ email, name: '!' }, confirmation);
    fc.assert(
      fc.property(anyName, (name) => {
        const { subject, text, html } = welcomeMail({ email, name }, confirmation);
        expect(subject).toBe(plain.subject);
        const [first = '', ...others] = text.split('\n');
        expect(['Hello,', ...others].join('\n')).toBe(plain.text);
        expect(first).toMatch(/^Hello(?: [\p{L}\p{M}'’ʼ.,-]+){0,6},$/u);
        expect(first).not.toMatch(
          /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[.:/@]\S*[\p{L}\p{N}]/u,
        );
        expect(html.replace(/<h1([^>]*)>.*<\/h1>/u, '<h1$1>Hello,</h1>')).toBe(plain.html);
      }),
      { numRuns: 1_000 },
    );
  });
});
