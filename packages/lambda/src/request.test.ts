import { afterEach, describe, expect, test } from '@jest/globals';
import { isPutInventory, ValidationError } from '@orderflow/validation';
import { type Call, httpEvent } from '../test/httpEvent.ts';
import { bodyBytes, jsonBody, MAX_BODY_BYTES, principalOf, scopesOf } from './request.ts';

const json = (call: Call) => jsonBody(bodyBytes(httpEvent(call)), isPutInventory);
const base64 = (bytes: Buffer | string) => ({
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
});
const malformed = (message: string) =>
  expect.objectContaining({ refusal: 'malformed', message: expect.stringContaining(message) });

describe('a body', () => {
  test.each([
    ['is JSON', { body: '{"available":5}' }],
    ['is JSON in base64', base64('{"available":5}')],
    ['is JSON after a byte order mark', { body: '\ufeff{"available":5}' }],
  ])('%s', (_, call) => {
    expect(json(call)).toEqual({ available: 5 });
  });

  test.each<[string, Call, string]>([
    ['is absent', {}, 'A JSON body is required'],
    ['is empty', { body: '' }, 'A JSON body is required'],
    ['is not JSON', { body: '{"available":' }, 'The body is not JSON: '],
    ['is form-encoded, which comes as base64', base64('available=5'), 'The body is not JSON: '],
    ['is not UTF-8', base64(Buffer.from([0x22, 0xff, 0x22])), 'The body is not JSON: it is not UTF-8 text'],
  ])('is refused when it %s', (_, call, message) => {
    expect(() => json(call)).toThrow(malformed(message));
  });

  test('is refused with every violation when it breaks its schema', () => {
    expect(() => json({ body: '{"availble":5}' })).toThrow(ValidationError);
    expect(() => json({ body: '{"availble":5}' })).toThrow(
      expect.objectContaining({
        errors: expect.arrayContaining([
          { pointer: '/available', message: 'is required' },
          { pointer: '/availble', message: 'is not a known field' },
        ]),
      }),
    );
  });

  test('may have 256 KiB, counted in bytes as they were sent', () => {
    const accepted = 'é'.repeat(MAX_BODY_BYTES / 2);
    for (const call of [{ body: accepted }, base64(accepted)]) {
      expect(bodyBytes(httpEvent(call))).toHaveLength(MAX_BODY_BYTES);
    }
    for (const call of [{ body: `${accepted}x` }, base64(`${accepted}x`)]) {
      expect(() => bodyBytes(httpEvent(call))).toThrow('The body has 262145 bytes; the limit is 262144');
    }
  });
});

describe('the principal', () => {
  test.each(['a', 'auth0|507f1f77bcf86cd799439011', 'x'.repeat(128)])('is the token`s sub: %s', (sub) => {
    expect(principalOf(httpEvent({ claims: { sub } }))).toBe(sub);
  });

  test.each<[string, Record<string, string>]>([
    ['no sub', {}],
    ['an empty one', { sub: '' }],
    ['one of 129 characters', { sub: 'x'.repeat(129) }],
  ])('is unauthenticated for a token with %s', (_, claims) => {
    expect(() => principalOf(httpEvent({ claims }))).toThrow(
      expect.objectContaining({ refusal: 'unauthenticated' }),
    );
  });

  test('is unauthenticated where no authorizer ran', () => {
    const { requestContext: _none, ...event } = httpEvent();
    expect(() => principalOf({ ...event, requestContext: {} } as never)).toThrow(
      expect.objectContaining({ refusal: 'unauthenticated' }),
    );
  });
});

describe('scopes', () => {
  const before = process.env['SCOPE_PREFIX'];
  afterEach(() => {
    if (before === undefined) delete process.env['SCOPE_PREFIX'];
    else process.env['SCOPE_PREFIX'] = before;
  });
  const scopes = (scope?: string) => [
    ...scopesOf(httpEvent({ claims: scope === undefined ? {} : { scope } })),
  ];

  test('are separated by spaces', () => {
    delete process.env['SCOPE_PREFIX'];
    expect(scopes('users:read  inventory:write')).toEqual(['users:read', 'inventory:write']);
    expect(scopes('')).toEqual([]);
    expect(scopes()).toEqual([]);
  });

  test('lose the prefix that their issuer puts before them, and count only with it', () => {
    process.env['SCOPE_PREFIX'] = 'orderflow/';
    expect(scopes('openid orderflow/users:read users:write orderflow/')).toEqual(['users:read']);
  });
});
