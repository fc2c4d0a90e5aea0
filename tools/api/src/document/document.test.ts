import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { COMPILE_TIMEOUT_MS } from '@orderflow/stacks/compile';
import { resolve } from '../compare/located.ts';
import { buildDocuments, repository } from './documents.ts';
import type { Json } from './json.ts';
import { readOperation } from './operations.ts';
import { readRoutes } from './routes.ts';

// The templates are compiled once, which takes longer than a test may take.
beforeAll(() => readRoutes(), COMPILE_TIMEOUT_MS);

const schemas = join(repository, 'packages/validation/schemas');

describe('the OpenAPI document', () => {
  test('has every route of the services once, with its scopes and its answers', async () => {
    const { paths } = JSON.parse((await buildDocuments()).openapi) as Json;
    const routes = await readRoutes();
    const documented = Object.entries<Json>(paths).flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, { security, responses }]) => ({
        route: `${method.toUpperCase()} ${path}`,
        scopes: security[0].jwt,
        succeeds: Object.keys(responses).filter((status) => status.startsWith('2')).length,
      })),
    );
    expect(new Set(documented)).toEqual(
      new Set(
        routes.map(({ method, path, authorized, scopes }) => ({
          route: `${method} ${path}`,
          scopes: authorized ? scopes : undefined,
          succeeds: 1,
        })),
      ),
    );
  });

  test('says of each endpoint what its handler does', async () => {
    for (const route of await readRoutes()) {
      const { service, functionName } = route;
      const file = join(repository, 'services', service, 'src/handlers', `${functionName}.ts`);
      const source = await readFile(file, 'utf8');
      const { body, idempotencyKey = false } = await readOperation(schemas, route);
      const title = body && JSON.parse(await readFile(join(schemas, 'http', `${body}.json`), 'utf8')).title;
      expect({
        functionName,
        body: /json\(is(\w+)\)/.exec(source)?.[1],
        idempotencyKey: source.includes('idempotencyKey('),
      }).toEqual({ functionName, body: title, idempotencyKey });
    }
  });

  test('links operations that it has, by parameters and fields that they take', async () => {
    const { paths, components } = JSON.parse((await buildDocuments()).openapi) as Json;
    const operations = Object.values<Json>(paths).flatMap((methods) => Object.values<Json>(methods));
    const taken = (operationId: string): string[] => {
      const { parameters = [], requestBody } =
        operations.find((one) => one.operationId === operationId) ?? {};
      const body = requestBody?.content['application/json'].schema.$ref.split('/').at(-1);
      return [
        ...parameters.map(({ name }: Json) => name),
        ...Object.keys(body ? components.schemas[body].properties : {}),
      ];
    };
    const links = operations.flatMap(({ responses }) =>
      Object.values<Json>(responses).flatMap(({ links = {} }) => Object.values<Json>(links)),
    );
    expect(links.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['cancelOrder', 'confirmOnboarding']),
    );
    for (const { operationId, parameters = {}, requestBody = {} } of links) {
      expect(taken(operationId)).toEqual(
        expect.arrayContaining([...Object.keys(parameters), ...Object.keys(requestBody)]),
      );
    }
  });

  test('links values that it describes where they are taken from', async () => {
    const document = JSON.parse((await buildDocuments()).openapi) as Json;
    const of = (schema: unknown) => resolve({ schema, document });
    const property = (schema: unknown, pointer: string) =>
      pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((node, key) => {
          const { items, properties = {} } = of(node);
          return /^\d+$/.test(key) ? items : properties[key];
        }, schema);
    /** Undefined if the operation describes nothing at this place. */
    const source = ({ parameters = [], requestBody }: Json, answer: Json, expression: string): unknown => {
      const [, place, rest = ''] =
        /^\$(response\.body#|request\.body#|request\.path\.|request\.query\.)(.+)$/.exec(expression) ?? [
          undefined,
          '',
          '',
        ];
      if (place === 'response.body#') return property(answer.content['application/json'].schema, rest);
      if (place === 'request.body#') return property(requestBody.content['application/json'].schema, rest);
      return parameters.map(of).find((one: Json) => place === `request.${one.in}.` && one.name === rest);
    };
    const undescribed = Object.values<Json>(document.paths)
      .flatMap((methods) => Object.values<Json>(methods))
      .flatMap((operation) =>
        Object.values<Json>(operation.responses).flatMap((answer) =>
          Object.entries<Json>(of(answer).links ?? {}).flatMap(
            ([name, { parameters = {}, requestBody = {} }]) =>
              [...Object.values<string>(parameters), ...Object.values<string>(requestBody)]
                .filter((expression) => source(operation, of(answer), expression) === undefined)
                .map((expression) => `${operation.operationId} -> ${name}: ${expression}`),
          ),
        ),
      );
    expect(undescribed).toEqual([]);
  });

  test('cannot leave an endpoint out', async () => {
    const route = {
      service: 'orders',
      functionName: 'loseOrder',
      method: 'POST',
      path: '/',
      authorized: true,
      scopes: [],
    };
    await expect(readOperation(schemas, route)).rejects.toThrow('orders/loseOrder is not described: write');
  });
});

test('the AsyncAPI document has a message for every event schema, and who gets it', async () => {
  const { operations, components } = JSON.parse((await buildDocuments()).asyncapi) as Json;
  expect(Object.values<Json>(components.messages).map(({ name }) => name)).toContain('order.confirmed.v1');
  expect(operations.receiveInventoryQueue.messages).toEqual([
    { $ref: '#/channels/events/messages/OrderCreatedEvent' },
  ]);
});
