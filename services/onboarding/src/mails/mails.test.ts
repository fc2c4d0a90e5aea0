import { describe, expect, test } from '@jest/globals';
import { duration, reminderMail, welcomeMail } from './mails.ts';

const url = 'https://example.com/onboarding/confirm';
const confirmation = { code: 'abc-DEF_123', url, seconds: 172_800 };
const ada = { email: 'ada@example.com', name: 'Ada' };

describe.each([
  ['welcome', welcomeMail],
  ['reminder', reminderMail],
])('the %s mail', (_, write) => {
  test('has the link and the code in both forms', () => {
    const { to, text, html } = write(ada, confirmation);
    expect(to).toBe('ada@example.com');
    for (const form of [text, html]) {
      expect(form).toContain(`${url}?code=abc-DEF_123`);
      expect(form).toContain('Hello Ada,');
      expect(form).toContain('48 hours');
    }
  });

  test('has every word of its plain form in its HTML form', () => {
    const { text, html } = write(ada, confirmation);
    for (const word of text.split(/\s+/)) expect(html).toContain(word);
  });

  test('escapes what its reader wrote', () => {
    const { html } = write({ ...ada, name: "Ada O'Lovelace" }, confirmation);
    expect(html).toContain('Hello Ada O&#39;Lovelace,');
  });
});

test.each([
  [86_400, '24 hours'],
  [3_600, '1 hour'],
  [5_400, '90 minutes'],
  [30, '30 seconds'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
