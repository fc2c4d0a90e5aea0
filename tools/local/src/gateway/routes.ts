import { servicesOf } from '@orderflow/stacks/find';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { type Settings, servicePorts } from '../settings.ts';

export interface JwtAuthorizer {
  issuer: string;
  audiences: readonly string[];
}

export interface Route {
  service: string;
  /** HTTP port of the service. */
  port: number;
  /** `ANY` for all methods. */
  method: string;
  /** Path as in the template: `['orders', '{orderId}']`. */
  segments: readonly string[];
  /** Absent on public routes. */
  authorizer?: JwtAuthorizer;
  scopes: readonly string[];
  /** The API has a CORS configuration and answers preflight requests itself. */
  cors: boolean;
}

/**
 * The routes of all services, from their compiled templates.
 *
 * @throws Error when two services claim the same route or one uses a feature that the gateway lacks
 */
export function readRoutes(settings: Settings, stacks: readonly Stack[]): Route[] {
  const services = servicesOf(stacks);
  const routes = services.flatMap((stack, index) => readService(stack, servicePorts(settings, index).http));
  const owners = new Map<string, string>();
  for (const route of routes) {
    const key = `${route.method} /${route.segments.map((segment) => segment.replace(/^{.*?(\+?)}$/, '{$1}')).join('/')}`;
    const owner = owners.get(key);
    if (owner) throw new Error(`${owner} and ${route.service} both claim the route ${key}`);
    owners.set(key, route.service);
  }
  return routes;
}

function readService({ name, resources }: Stack, port: number): Route[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  const cors = ofType('Api').some(({ properties }) => properties['CorsConfiguration'] !== undefined);
  const authorizers = ofType('Authorizer');
  return ofType('Route').map((resource) => {
    try {
      return { service: name, port, cors, ...readRoute(resource, authorizers) };
    } catch (error) {
      throw new Error(`${name}: ${resource.logicalId}: ${(error as Error).message}`, { cause: error });
    }
  });
}

function readRoute({ properties }: Resource, authorizers: readonly Resource[]) {
  const [method = '', path] = String(properties['RouteKey']).split(' ');
  if (!path?.startsWith('/'))
    throw new Error(`the route key "${properties['RouteKey']}" is not supported locally`);
  const authorizer = readAuthorization(properties, authorizers);
  const scopes = (properties['AuthorizationScopes'] ?? []) as string[];
  return { method, segments: path.slice(1).split('/'), scopes, ...(authorizer && { authorizer }) };
}

function readAuthorization(
  { AuthorizationType: type = 'NONE', AuthorizerId: id }: Record<string, unknown>,
  authorizers: readonly Resource[],
): JwtAuthorizer | undefined {
  if (type === 'NONE') return undefined;
  if (type !== 'JWT') throw new Error(`the authorization type ${type} is not supported locally`);
  const found = authorizers.find(({ logicalId }) => logicalId.toLowerCase() === String(id).toLowerCase());
  const configuration = found?.properties['JwtConfiguration'] as Record<string, unknown> | undefined;
  if (!configuration) throw new Error(`the template has no JWT authorizer ${id}`);
  return {
    issuer: String(configuration['Issuer']),
    audiences: [configuration['Audience']].flat().map(String),
  };
}

/**
 * Finds the route of a request as HTTP APIs do. Among the routes with its method, segments are compared from left to right:
 * a fixed one beats a variable one, which beats a greedy one. A method beats `ANY`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): Route | undefined {
  return routes
    .filter(
      (route) => (route.method === method || route.method === 'ANY') && matches(route.segments, segments),
    )
    .sort((a, b) => compareSpecificity(a, b))[0];
}

/**
 * The methods of the best matching path, for `Allow` (RFC 9110, section 10.2.1). An HTTP API on AWS does not send them: it
 * answers 404 to other methods.
 */
export function methodsOf(routes: readonly Route[], segments: readonly string[]): string[] {
  const fitting = routes.filter((route) => matches(route.segments, segments)).sort(compareSpecificity);
  const best = fitting[0]?.segments.join('/');
  return fitting
    .filter((route) => route.segments.join('/') === best)
    .map(({ method }) => method)
    .sort();
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const last = pattern.length - 1;
  if (isGreedy(pattern[last])) {
    const fixed = pattern.slice(0, last);
    return (
      segments.length > last && segments[last] !== '' && fixed.every((part, i) => fits(part, segments[i]))
    );
  }
  return pattern.length === segments.length && pattern.every((part, i) => fits(part, segments[i]));
}

function fits(part: string, segment: string | undefined): boolean {
  return part.startsWith('{') ? segment !== undefined && segment !== '' : part === segment;
}

function compareSpecificity(a: Route, b: Route): number {
  const ranks = (route: Route) => [...route.segments.map(rank), route.method === 'ANY' ? 1 : 0];
  const [left, right] = [ranks(a), ranks(b)];
  const at = left.findIndex((value, i) => value !== right[i]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function rank(segment: string): number {
  if (isGreedy(segment)) return 2;
  return segment.startsWith('{') ? 1 : 0;
}

function isGreedy(segment: string | undefined): boolean {
  return segment?.endsWith('+}') ?? false;
}
