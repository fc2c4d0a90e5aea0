import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { JWK } from 'jose';
import { type Issuer, openIssuer } from './issuer.ts';
import { type Authorize, createAuthorize } from './jwt.ts';

const authorizer = { issuer: 'http://127.0.0.1:4000/local', audiences: ['orderflow'] };
const now = Math.floor(Date.now() / 1000);
const claims = { iss: authorizer.issuer, aud: 'orderflow', sub: 'ann', iat: now, nbf: now, exp: now + 60 };
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
let dir: string;
let issuer: Issuer;
let authorize: Authorize;
let kid: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'issuer-'));
  issuer = await openIssuer(dir, authorizer.issuer, ['orderflow']);
  authorize = createAuthorize(issuer.jwks);
  kid = issuer.jwks.keys[0]?.kid as string;
});
afterAll(() => rm(dir, { recursive: true }));

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed with the issuer's own key but with a header and claims of our choice. */
async function forge(payload: object, header: object = {}, key?: KeyObject): Promise<string> {
  const input = `${part({ alg: 'RS256', kid, ...header })}.${part(payload)}`;
  const own = key ?? (await privateKey());
  return `${input}.${sign('sha256', Buffer.from(input), own).toString('base64url')}`;
}

async function privateKey(): Promise<KeyObject> {
  const key = JSON.parse(await readFile(join(dir, 'key.json'), 'utf8')) as JsonWebKey;
  return createPrivateKey({ key, format: 'jwk' });
}

function check(token: string, scopes: string[] = []): Promise<string> {
  return authorize([`Bearer ${token}`], authorizer, scopes);
}

test('takes a token of the issuer in every form that API Gateway takes', async () => {
  const token = await issuer.token({ sub: 'ann' });
  for (const header of [`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token}`, token]) {
    expect(await authorize([header], authorizer, [])).toBe(token);
  }
});

test('the forged tokens below differ from this one, which is taken, only in what they name', async () => {
  expect(await check(await forge(claims))).toEqual(expect.any(String));
});

test.each<[string, () => Promise<string> | string]>([
  ['signed with another key', () => forge(claims, {}, stranger.privateKey)],
  ['with an unknown kid', () => forge(claims, { kid: 'other' })],
  ['without a kid', () => forge(claims, { kid: undefined })],
  ['of another issuer', () => forge({ ...claims, iss: 'http://127.0.0.1:4000' })],
  ['for another audience', () => forge({ ...claims, aud: 'other' })],
  ['for no audience', () => forge({ ...claims, aud: undefined })],
  ['that has expired', () => forge({ ...claims, exp: now - 1 })],
  ['without an expiry', () => forge({ ...claims, exp: undefined })],
  ['with an expiry that is no number', () => forge({ ...claims, exp: 'tomorrow' })],
  ['that is not valid yet', () => forge({ ...claims, nbf: now + 60 })],
  ['issued in the future', () => forge({ ...claims, iat: now + 60 })],
  ['issued at no number', () => forge({ ...claims, iat: 'now' })],
  ['with an unknown critical header', () => forge(claims, { crit: ['x'], x: 1 })],
  ['with alg none', () => `${part({ alg: 'none', kid })}.${part(claims)}.`],
  ['with alg RS512', () => forge(claims, { alg: 'RS512' })],
  ['with HS256 and the public key as its secret', hs256],
  ['that brings its own key', () => forge(claims, { jwk: strangerJwk() }, stranger.privateKey)],
  [
    'that brings its own key and no kid',
    () => forge(claims, { kid: undefined, jwk: strangerJwk() }, stranger.privateKey),
  ],
  ['that points to a key set', () => forge(claims, { jku: 'http://127.0.0.1:1/jwks' }, stranger.privateKey)],
  ['with changed claims', tampered],
  ['without a signature', async () => `${(await forge(claims)).split('.').slice(0, 2).join('.')}.`],
  ['that is not a JWT', () => 'abc'],
  ['that is empty', () => ''],
])('refuses a token %s', async (_, make) => {
  await expect(check(await make())).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('GET /local/token'),
    headers: { 'www-authenticate': expect.stringMatching(/^Bearer/) },
  });
});

test('what was taken once is refused where it must be later', async () => {
  const token = await forge(claims);
  expect(await authorize([token], authorizer, [])).toBe(token);
  const [other, elsewhere] = [
    { ...authorizer, audiences: ['other'] },
    { ...authorizer, issuer: 'https://x' },
  ];
  for (const another of [other, elsewhere]) {
    await expect(authorize([token], another, [])).rejects.toMatchObject({ status: 401 });
  }
  await expect(authorize([token], authorizer, ['a'])).rejects.toMatchObject({ status: 403 });
  jest.useFakeTimers({ now: claims.exp * 1000, doNotFake: ['nextTick', 'setImmediate'] });
  await expect(authorize([token], authorizer, [])).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('expired'),
  });
  jest.useRealTimers();
});

test('refuses a request without a header or with two', async () => {
  const token = await issuer.token({ sub: 'ann' });
  await expect(authorize([], authorizer, [])).rejects.toMatchObject({ status: 401 });
  await expect(authorize([`Bearer ${token}`, `Bearer ${token}`], authorizer, [])).rejects.toMatchObject({
    status: 401,
  });
  await expect(authorize([`Basic ${token}`], authorizer, [])).rejects.toMatchObject({ status: 401 });
});

test('asks for one of the scopes, in scope or scp', async () => {
  const token = await issuer.token({ sub: 'ann', scope: 'users:read inventory:write' });
  expect(await check(token, ['inventory:write', 'other'])).toBe(token);
  for (const more of [{ scp: ['a', 'b'] }, { scp: 'a b' }, { scope: ['a', 'b'] }]) {
    expect(await check(await forge({ ...claims, ...more }), ['b'])).toEqual(expect.any(String));
  }
  await expect(check(token, ['inventory'])).rejects.toMatchObject({
    status: 403,
    headers: { 'www-authenticate': expect.stringContaining('insufficient_scope') },
  });
  await expect(check(await issuer.token({ sub: 'ann' }), ['a'])).rejects.toMatchObject({ status: 403 });
});

test('keeps its key, readable by its owner only, so that tokens outlive a restart', async () => {
  const token = await issuer.token({ sub: 'ann' });
  const reopened = await openIssuer(dir, authorizer.issuer, ['orderflow']);
  expect(await createAuthorize(reopened.jwks)([token], authorizer, [])).toBe(token);
  expect((await stat(join(dir, 'key.json'))).mode & 0o777).toBe(0o600);
});

test('publishes nothing but the public half of its key', () => {
  expect(Object.keys(issuer.jwks.keys[0] as JWK).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

function hs256(): string {
  const publicKey = createPublicKey({ key: issuer.jwks.keys[0] as JsonWebKey, format: 'jwk' });
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  const input = `${part({ alg: 'HS256', kid })}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function strangerJwk(): JWK {
  return { ...stranger.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256' } as JWK;
}

async function tampered(): Promise<string> {
  const [header, , signature] = (await forge(claims)).split('.');
  return `${header}.${part({ ...claims, sub: 'eve' })}.${signature}`;
}
