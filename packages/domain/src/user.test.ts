import { describe, expect, test } from '@jest/globals';
import { isStartOnboarding } from '@orderflow/validation';
import fc from 'fast-check';
import { emailKey, isUserId, newUserItem, toUser, userKey } from './user.ts';

const at = (time: string) => ({ correlationId: 'c-1', now: new Date(time) });
const ann = { email: 'Ann@Example.com', name: 'Ann' };

describe('a new user', () => {
  const item = newUserItem('ann', ann, at('2026-11-20T08:00:00Z'));

  test('is being onboarded, and keeps the address as it was written', () => {
    expect(toUser(item)).toEqual({
      userId: 'ann',
      ...ann,
      status: 'ONBOARDING',
      createdAt: '2026-11-20T08:00:00.000Z',
    });
  });

  test('has the same fingerprint and event on every attempt', () => {
    const again = newUserItem('ann', { name: ann.name, email: ann.email }, at('2026-11-21T08:00:00Z'));
    expect(again.fingerprint).toBe(item.fingerprint);
    expect(again.event.id).toBe(item.event.id);
    expect(newUserItem('ann', { ...ann, name: 'Anna' }, at('2026-11-20T08:00:00Z')).fingerprint).not.toBe(
      item.fingerprint,
    );
  });
});

describe('keys of the users table', () => {
  test('do not tell the case of an e-mail address', () => {
    expect(emailKey('Ann@Example.COM')).toBe(emailKey('ann@example.com'));
    expect(emailKey('ann@example.com')).not.toBe(emailKey('anne@example.com'));
  });

  test('of a user are never those of an address, even when the user id is one', () => {
    expect(userKey('ann@example.com')).not.toBe(emailKey('ann@example.com'));
  });
});

describe('the id of a user', () => {
  test.each(['a', 'auth0|507f', 'x'.repeat(128), '😀'.repeat(128), '...', 'Me'])('may be %s', (text) =>
    expect(isUserId(text)).toBe(true),
  );

  test.each(['', 'x'.repeat(129), '😀'.repeat(129), '.', '..', 'me', 'confirm', 'a\ud800', '\udc00\ud800'])(
    'is never %j',
    (text) => expect(isUserId(text)).toBe(false),
  );

  test('is what its schema takes, as far as it is text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140, size: 'max' }), (userId) => {
        expect(isUserId(userId)).toBe(isStartOnboarding({ userId }));
      }),
    );
  });
});
