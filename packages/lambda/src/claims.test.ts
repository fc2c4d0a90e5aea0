import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import { scopesIn, verifiedEmailIn } from './claims.ts';

describe('scopes', () => {
  const before = process.env['SCOPE_PREFIX'];
  beforeEach(() => {
    delete process.env['SCOPE_PREFIX'];
  });
  afterEach(() => {
    if (before === undefined) delete process.env['SCOPE_PREFIX'];
    else process.env['SCOPE_PREFIX'] = before;
  });
  const scopes = (claims?: Record<string, unknown>) => [...scopesIn(claims)];

  test.each<[string, Record<string, unknown>]>([
    ['a list separated by spaces', { scope: 'users:read  inventory:write' }],
    ['an array, as an HTTP API hands it over', { scope: '[users:read inventory:write]' }],
    ['an array', { scope: ['users:read', 'inventory:write'] }],
    ['scp of Okta, an array, as an HTTP API hands it over', { scp: '[users:read inventory:write]' }],
    ['scp of Entra, a list', { scp: 'users:read inventory:write' }],
    ['both claims', { scope: 'users:read', scp: ['inventory:write'] }],
  ])('are the same from %s', (_, claims) => {
    expect(scopes(claims)).toEqual(['users:read', 'inventory:write']);
  });

  test.each<[string, Record<string, unknown> | undefined]>([
    ['no claims', undefined],
    ['neither claim', { sub: 'ann' }],
    ['an empty list', { scope: '' }],
    ['an empty array, as an HTTP API hands it over', { scp: '[]' }],
    ['what is no text', { scope: 7, scp: [null, { users: 'read' }] }],
  ])('are none for %s', (_, claims) => expect(scopes(claims)).toEqual([]));

  test('lose the prefix that their issuer puts before them, and count only with it', () => {
    process.env['SCOPE_PREFIX'] = 'orderflow/';
    expect(scopes({ scope: 'openid orderflow/users:read users:write orderflow/' })).toEqual(['users:read']);
    expect(scopes({ scp: '[orderflow/users:read openid]' })).toEqual(['users:read']);
  });

  test.each([' ', '[', 'a '])('take time that grows with the claim, of %j', async (filler) => {
    const make = (size: number) => filler.repeat(size / filler.length);
    expect(await isLinear(make, (scope) => scopes({ scope }))).toBe(true);
  });
});

describe('the verified e-mail address of a token', () => {
  const email = 'ada@example.com';

  test.each([true, 'true'])('is there when the issuer says so: %p', (verified) => {
    expect(verifiedEmailIn({ email, email_verified: verified })).toBe(email);
  });

  test.each([
    undefined,
    {},
    { email },
    { email, email_verified: false },
    { email, email_verified: 'false' },
    { email, email_verified: 'TRUE' },
    { email, email_verified: '1' },
    { email: '', email_verified: true },
    { email: [email], email_verified: true },
    { email_verified: true },
  ])('is not there otherwise: %j', (claims) => {
    expect(verifiedEmailIn(claims)).toBeUndefined();
  });
});
