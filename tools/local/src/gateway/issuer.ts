import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';

/** An OpenID Connect issuer for one machine: it signs whatever it is asked to. */
export interface Issuer {
  /** The `iss` of its tokens. */
  url: string;
  /** Public keys. */
  jwks: JSONWebKeySet;
  /** A signed access token, valid for an hour. It states that `email` is verified. */
  token(claims: { sub: string; scope?: string; email?: string }): Promise<string>;
}

const LIFETIME = '1h';

/**
 * Opens the issuer with the key in `dir`. The first start creates the key, so that tokens outlive a restart.
 *
 * @param audiences the `aud` of its tokens
 */
export async function openIssuer(dir: string, url: string, audiences: readonly string[]): Promise<Issuer> {
  const privateJwk = await loadKey(join(dir, 'key.json'));
  const { kty, n, e } = privateJwk;
  const publicJwk = {
    kty,
    n,
    e,
    kid: await calculateJwkThumbprint(privateJwk),
    alg: 'RS256',
    use: 'sig',
  } as JWK;
  const key = await importJWK(privateJwk, 'RS256');
  return {
    url,
    jwks: { keys: [publicJwk] },
    token: ({ sub, scope, email }) =>
      new SignJWT({ ...(scope && { scope }), ...(email && { email, email_verified: true }) })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publicJwk.kid as string })
        .setIssuer(url)
        .setAudience(audiences.length === 1 ? (audiences[0] as string) : [...audiences])
        .setSubject(sub)
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime(LIFETIME)
        .sign(key),
  };
}

async function loadKey(file: string): Promise<JWK> {
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  if (stored !== undefined) return JSON.parse(stored) as JWK;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}
