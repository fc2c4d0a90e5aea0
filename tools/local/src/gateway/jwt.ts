import { scopesIn } from '@orderflow/lambda/claims';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { HttpProblem } from './problem.ts';
import type { JwtAuthorizer } from './routes.ts';

/** Checks the Authorization headers of a request. @returns the token @throws HttpProblem 401 or 403 */
export type Authorize = (
  headers: readonly string[],
  authorizer: JwtAuthorizer,
  scopes: readonly string[],
) => Promise<string>;

/** Verified tokens that are cached. */
const MAX_VERIFIED = 1_000;

const HINT =
  'get a token with GET /local/token?sub=SUB&scope=SCOPE and send it as "Authorization: Bearer TOKEN"';

/**
 * Verifies tokens as an HTTP API's JWT authorizer does, with one issuer's keys: signature (RS256 only), `kid`, `iss`,
 * `aud`, `exp`, `nbf`, `iat`, and at least one of the route's scopes. Keys that a token brings along or points to (`jwk`,
 * `jku`, `x5c`) are ignored.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createAuthorize(jwks: JSONWebKeySet): Authorize {
  const keySet = createLocalJWKSet(jwks);
  /** Payloads of verified tokens, by issuer, audiences and token. The keys do not change while the gateway runs. */
  const verified = new Map<string, JWTPayload>();

  async function verify(token: string, { issuer, audiences }: JwtAuthorizer): Promise<JWTPayload> {
    const key = JSON.stringify([issuer, audiences, token]);
    const known = verified.get(key);
    if (known?.exp !== undefined && known.exp > Date.now() / 1000) return known;
    verified.delete(key);
    const { payload } = await jwtVerify(
      token,
      (header, input) => {
        if (!header.kid) throw new errors.JWKSNoMatchingKey();
        return keySet(header, input);
      },
      { algorithms: ['RS256'], issuer, audience: [...audiences], requiredClaims: ['exp'] },
    );
    const [oldest] = verified.size >= MAX_VERIFIED ? verified.keys() : [];
    if (oldest !== undefined) verified.delete(oldest);
    verified.set(key, payload);
    return payload;
  }

  return async (headers, authorizer, scopes) => {
    const token = readToken(headers);
    const payload = await verify(token, authorizer).catch((error: Error) => {
      throw unauthorized(explain(error));
    });
    if (payload.iat !== undefined && !(payload.iat <= Date.now() / 1000)) {
      throw unauthorized('the token was issued in the future');
    }
    requireScope(payload, scopes);
    return token;
  };
}

/** The header contains the token alone, or after `Bearer` in upper or lower case. */
function readToken([header, ...others]: readonly string[]): string {
  if (others.length > 0) throw unauthorized('the request has more than one Authorization header');
  if (!header)
    throw new HttpProblem(401, `This route needs a token: ${HINT}`, { 'www-authenticate': 'Bearer' });
  return header.trim().replace(/^bearer +/i, '');
}

/** API Gateway's rule: one of the route's scopes is enough. */
function requireScope(payload: JWTPayload, scopes: readonly string[]): void {
  if (scopes.length === 0) return;
  const granted = scopesIn(payload, '');
  if (scopes.some((scope) => granted.has(scope))) return;
  const needed = scopes.join(' ');
  throw new HttpProblem(403, `The token needs the scope ${scopes.join(' or ')}`, {
    'www-authenticate': `Bearer error="insufficient_scope", scope="${needed}"`,
  });
}

function explain(error: Error): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the token's "${error.claim}" is not accepted`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is not signed with RS256';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
    return 'the token is not signed with the key of the local issuer';
  }
  return 'the token is malformed';
}

function unauthorized(reason: string): HttpProblem {
  return new HttpProblem(401, `${reason[0]?.toUpperCase()}${reason.slice(1)}; ${HINT}`, {
    'www-authenticate': `Bearer error="invalid_token", error_description="${reason.replaceAll('"', "'")}"`,
  });
}
