import { beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { send, token } from '../src/index.ts';

const now = () => Math.floor(Date.now() / 1000);

describe('a token is refused', () => {
  let genuine: string;
  let claims: JWTPayload;
  let kid: string;
  let forger: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    genuine = await token('ada', 'inventory:write');
    claims = decodeJwt(genuine);
    kid = JSON.parse(Buffer.from(genuine.split('.')[0] as string, 'base64url').toString()).kid;
    forger = await generateKeyPair('RS256', { extractable: true });
  });

  const status = async (bearer: string) =>
    (await send('GET', '/orders', { headers: { authorization: `Bearer ${bearer}` } })).status;
  const forged = (header: object = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(forger.privateKey);

  test('never when it is genuine', async () => {
    expect(await status(genuine)).toBe(200);
  });

  test('when another key signed it, under the right key id, an unknown one, or one of its own', async () => {
    expect(await status(await forged())).toBe(401);
    expect(await status(await forged({ kid: 'unknown' }))).toBe(401);
    expect(await status(await forged({ jwk: await exportJWK(forger.publicKey) }))).toBe(401);
  });

  test('when its algorithm is none, or HMAC with the public key as the secret', async () => {
    expect(await status(new UnsecuredJWT(claims).encode())).toBe(401);
    const hmac = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid });
    expect(await status(await hmac.sign(new TextEncoder().encode('public key')))).toBe(401);
  });

  test('when its signature is missing, cut or belongs to other claims', async () => {
    const [header, , signature] = genuine.split('.');
    const others = Buffer.from(JSON.stringify({ ...claims, sub: 'eve' })).toString('base64url');
    expect(await status(`${header}.${others}.${signature}`)).toBe(401);
    expect(await status(genuine.slice(0, -8))).toBe(401);
    expect(await status(genuine.slice(0, genuine.lastIndexOf('.') + 1))).toBe(401);
  });

  test.each([
    ['as Basic', (bearer: string) => `Basic ${bearer}`],
    ['as nothing', () => 'Bearer '],
    ['as rubbish', () => 'Bearer a.b.c'],
  ])('when it comes %s', async (_, header) => {
    expect((await send('GET', '/orders', { headers: { authorization: header(genuine) } })).status).toBe(401);
  });

  test('also when it expired, is not valid yet or is for somebody else, signed by whomever', async () => {
    for (const change of [
      { exp: now() - 60 },
      { nbf: now() + 600 },
      { iss: 'https://evil.example' },
      { aud: 'other' },
    ]) {
      const bearer = new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'RS256', kid });
      expect(await status(await bearer.sign(forger.privateKey))).toBe(401);
    }
  });
});
