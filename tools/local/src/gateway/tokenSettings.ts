import type { Settings } from '../settings.ts';
import type { Route } from './routes.ts';

/**
 * The issuer and the audiences of all authorizers in the compiled templates: tokens with these are accepted by every
 * service.
 *
 * @throws Error when an authorizer expects an issuer that is not this gateway
 */
export function tokenSettings(
  settings: Settings,
  routes: readonly Route[],
): { issuer: string; audiences: readonly string[] } {
  const authorizers = routes.flatMap(({ authorizer }) => authorizer ?? []);
  const [issuer = `http://127.0.0.1:${settings.port}/local`, ...others] = new Set(
    authorizers.map((one) => one.issuer),
  );
  if (others.length > 0)
    throw new Error(`the services expect different token issuers: ${[issuer, ...others].join(', ')}`);
  if (!URL.canParse(issuer) || new URL(issuer).origin !== `http://127.0.0.1:${settings.port}`) {
    throw new Error(
      `the services expect tokens of ${issuer}, but this gateway is http://127.0.0.1:${settings.port}`,
    );
  }
  const audiences = new Set(authorizers.flatMap((one) => one.audiences));
  return { issuer, audiences: audiences.size > 0 ? [...audiences] : ['orderflow'] };
}
