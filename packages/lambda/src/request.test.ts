import { describe, expect, test } from '@jest/globals';
import { isPutInventory, ValidationError } from '@orderflow/validation';
import { isLinear } from '@orderflow/validation/testing';
import { type Call, httpEvent } from '../test/httpEvent.ts';
import { bodyBytes, jsonBody, MAX_BODY_BYTES, principalOf } from './request.ts';

const json = (call: Call) => {
  const event = httpEvent(call);
  return jsonBody(event, bodyBytes(event), isPutInventory);
};
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

  // A text body after its way through an HTTP API: decoded, with the number of its bytes in a header.
  const arrived = (sent: Buffer): Call => ({
    body: sent.toString(),
    headers: { 'content-length': String(sent.length) },
  });

  test.each([
    ['one byte', Buffer.from('{"available":"Jos\xe9"}', 'latin1')],
    ['half a character', Buffer.concat([Buffer.from('{"available":"'), Buffer.from('😀').subarray(0, 2)])],
  ])('is refused when it was not UTF-8, in %s, before an API took it for text', (_, sent) => {
    expect(() => json(arrived(sent))).toThrow(malformed('it is not UTF-8 text'));
  });

  test('may have the character that stands for damaged text, if its sender wrote it', () => {
    expect(() => json(arrived(Buffer.from('{"available":"\ufffd"}')))).toThrow(ValidationError);
    expect(() => json({ body: '{"available":"\ufffd"}' })).toThrow(malformed('it is not UTF-8 text'));
  });

  test.each(['{"available":"\\ud800"}', '{"\\uDFFF":5}', '{"a":[[{"b":"x\\udc00\\ud800"}]]}'])(
    'is refused when it has half of a surrogate pair: %s',
    (body) => {
      expect(() => json({ body })).toThrow(malformed('half of a surrogate pair'));
    },
  );

  test('may have a whole surrogate pair as escapes', () => {
    expect(() => json({ body: '{"available":"\\ud83d\\ude00"}' })).toThrow(ValidationError);
  });

  test.each([
    ['letters', (size: number) => `{"a":"${'x'.repeat(size)}"}`],
    ['brackets', (size: number) => '['.repeat(size)],
    ['arrays', (size: number) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`],
    [
      'objects and a surrogate',
      (size: number) => `${'{"a":'.repeat(size / 6)}"\\ud83d\\ude00"${'}'.repeat(size / 6)}`,
    ],
    ['surrogates', (size: number) => `"${'\\ud83d\\ude00'.repeat(size / 12)}"`],
    ['replaced bytes', (size: number) => `"${'\ufffd'.repeat(size / 3)}"`],
    ['names', (size: number) => `{${Array.from({ length: size / 10 }, (_, at) => `"k${at}":1`)}}`],
    ['no JSON', (size: number) => 'x'.repeat(size)],
  ])('takes time that grows with it, of %s', async (_, make) => {
    const read = (body: string) => {
      expect(() => json({ body, headers: { 'content-length': String(Buffer.byteLength(body)) } })).toThrow();
    };
    expect(await isLinear(make, read)).toBe(true);
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
  test.each(['a', 'auth0|507f1f77bcf86cd799439011', 'x'.repeat(128), '😀'.repeat(128)])(
    'is the token`s sub: %s',
    (sub) => {
      expect(principalOf(httpEvent({ claims: { sub } }))).toBe(sub);
    },
  );

  test.each<[string, Record<string, string>]>([
    ['no sub', {}],
    ['an empty one', { sub: '' }],
    ['one of 129 characters', { sub: 'x'.repeat(129) }],
    ['one of 129 characters of two units', { sub: '😀'.repeat(129) }],
    ['half of a surrogate pair in it', { sub: 'ann\ud800' }],
    ['one that is a step in a path', { sub: '..' }],
    ['one that is a route of its own', { sub: 'confirm' }],
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
