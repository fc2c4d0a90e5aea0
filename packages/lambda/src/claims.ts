/** Claims of a verified token: values as the token has them, or as texts, which is all that an HTTP API hands over. */
export type Claims = Record<string, unknown>;

/**
 * The scopes of a token: `scope` (RFC 8693, section 4.2: a list separated by spaces), `scp` (Okta, Microsoft Entra) or
 * both, as an HTTP API's own check of a route's scopes reads them. Either may be an array, which an HTTP API hands over
 * as `[a b]`. Some issuers write a prefix before every scope of an API (SCOPE_PREFIX); handlers see the plain names.
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
 * The subject of a token that gives its bearer a right over other people's things, such as `users:read`: an operator or
 * another system, which the log names. It does not name people: OpenID Connect's own scopes have no colon.
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
 * The e-mail address that the issuer has verified as the caller's: OpenID Connect Core 1.0, section 5.1. An HTTP API hands
 * over `true` as a word.
 */
export function verifiedEmailIn({ email, email_verified: verified }: Claims = {}): string | undefined {
  return typeof email === 'string' && email !== '' && String(verified) === 'true' ? email : undefined;
}
