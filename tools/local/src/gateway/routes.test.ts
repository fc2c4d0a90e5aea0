import { expect, test } from '@jest/globals';
import type { Resource, Stack } from '@orderflow/stacks/template';
import type { Settings } from '../settings.ts';
import { matchRoute, methodsOf, readRoutes } from './routes.ts';

const settings = { port: 4000 } as Settings;

function stack(name: string, ...routeKeys: string[]): Stack {
  const resources: Resource[] = routeKeys.map((RouteKey, index) => ({
    logicalId: `Route${index}`,
    type: 'AWS::ApiGatewayV2::Route',
    properties: { RouteKey },
  }));
  return { name, resources };
}

function matched(routeKeys: string[], method: string, path: string): string | undefined {
  const route = matchRoute(
    readRoutes(settings, [stack('a', ...routeKeys)]),
    method,
    path.slice(1).split('/'),
  );
  return route && `${route.method} /${route.segments.join('/')}`;
}

test('prefers fixed segments to variables and variables to greedy ones, wherever they stand in the template', () => {
  const keys = ['GET /{proxy+}', 'GET /users/{userId}', 'GET /users/me'];
  expect(matched(keys, 'GET', '/users/me')).toBe('GET /users/me');
  expect(matched(keys, 'GET', '/users/you')).toBe('GET /users/{userId}');
  expect(matched(keys, 'GET', '/users/you/orders')).toBe('GET /{proxy+}');
});

test('looks at the method before the path, and takes ANY last', () => {
  const keys = ['PATCH /users/me', 'GET /users/{userId}', 'ANY /users/{userId}'];
  expect(matched(keys, 'GET', '/users/me')).toBe('GET /users/{userId}');
  expect(matched(keys, 'DELETE', '/users/me')).toBe('ANY /users/{userId}');
});

test('has no route for an unknown method, an unknown path or an empty segment', () => {
  const keys = ['GET /orders', 'GET /orders/{orderId}'];
  expect(matched(keys, 'DELETE', '/orders')).toBeUndefined();
  expect(matched(keys, 'GET', '/order')).toBeUndefined();
  expect(matched(keys, 'GET', '/orders/')).toBeUndefined();
});

test('a path has the methods of the route that fits it best', () => {
  const routes = readRoutes(settings, [
    stack('users', 'PATCH /users/me', 'GET /users/{userId}', 'DELETE /users/{userId}', 'GET /users/me'),
    stack('orders', 'POST /orders'),
  ]);
  expect(methodsOf(routes, ['users', 'me'])).toEqual(['GET', 'PATCH']);
  expect(methodsOf(routes, ['users', 'you'])).toEqual(['DELETE', 'GET']);
  expect(methodsOf(routes, ['nothing'])).toEqual([]);
});

test('gives each service its port by its place among the services', () => {
  const routes = readRoutes(settings, [
    stack('base'),
    stack('edge'),
    stack('orders', 'GET /orders'),
    stack('users', 'GET /users'),
  ]);
  expect(routes.map(({ service, port }) => [service, port])).toEqual([
    ['orders', 4010],
    ['users', 4012],
  ]);
});

test('refuses a route that two services claim, also when its variables have other names', () => {
  const stacks = [stack('orders', 'GET /things/{a}'), stack('users', 'GET /things/{b}')];
  expect(() => readRoutes(settings, stacks)).toThrow('orders and users both claim the route GET /things/{}');
});

test('refuses an authorization that it can not play', () => {
  const [one] = stack('orders', 'GET /orders').resources;
  const custom = { ...one, properties: { ...one?.properties, AuthorizationType: 'AWS_IAM' } } as Resource;
  expect(() => readRoutes(settings, [{ name: 'orders', resources: [custom] }])).toThrow('AWS_IAM');
});
