/** Claims of a verified token. Values have the token's types, or are all texts if they come from an HTTP API. */
export type Claims = Record<string, unknown>;

/**
 * The scopes of a token: `scope` (RFC 8693, section 4.2: a list separated by spaces), `scp` (Okta, Microsoft Entra) or
 * both, as in an HTTP API's own check of a route's scopes. Either may be an array, which an HTTP API passes as `[a b]`.
 * Some issuers put a prefix before every scope of an API (SCOPE_PREFIX); handlers see the plain names.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function scopesIn(claims: Claims = {}, prefix = process.env['SCOPE_PREFIX'] ?? ''): Set<string> {
  const all = [claims['scope'], claims['scp']].flat().flatMap(listed);
  return new Set(
    all
      .filter((one) => one.startsWith(prefix))
      .map((one) => one.slice(prefix.length))
      .filter(Boolean),
  );
}

/**
 * The subject of a token with rights over other people's data, such as `users:read`: an operator or another system. The
 * log names these, but no ordinary users: OpenID Connect's own scopes have no colon.
 */
export function operatorIn(claims: Claims = {}): string | undefined {
  const { sub } = claims;
  const isOperator = [...scopesIn(claims)].some((scope) => scope.includes(':'));
  return isOperator && typeof sub === 'string' ? sub : undefined;
}

function listed(claim: unknown): string[] {
  if (typeof claim !== 'string') return [];
  const isArray = claim.startsWith('[') && claim.endsWith(']');
  return (isArray ? claim.slice(1, -1) : claim).split(' ');
}

/**
 * The caller's e-mail address, if the issuer has verified it: OpenID Connect Core 1.0, section 5.1. An HTTP API passes
 * `true` as text.
 */
export function verifiedEmailIn({ email, email_verified: verified }: Claims = {}): string | undefined {
  return typeof email === 'string' && email !== '' && String(verified) === 'true' ? email : undefined;
}
