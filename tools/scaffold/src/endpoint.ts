import type { Name, Plan } from './plan.ts';
import { scenario } from './scenario.ts';

/**
 * An HTTP endpoint: handler, failing test, description, entry in serverless.yml, crash scenario.
 *
 * @param route e.g. `GET /shipments/{orderId}`
 * @throws Error when the route is invalid
 */
export function endpoint({ service, camel }: Name, route: string): Plan {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/.exec(route) ?? [];
  if (!method || !path) throw new Error(`"${route}" is not a route such as "GET /shipments/{orderId}"`);
  const folder = `services/${service}/src/handlers`;
  return {
    create: {
      [`${folder}/${camel}.ts`]: handler,
      [`${folder}/${camel}.test.ts`]: failingTest(camel, route),
      [`packages/validation/schemas/operations/${service}/${camel}.json`]: operation(route),
    },
    insert: [
      { path: `services/${service}/serverless.yml`, text: entry(camel, method, path), before: 'resources:' },
      scenario(service, request(`${service}/${camel}`, route)),
    ],
  };
}

const handler = `import { http } from '@orderflow/lambda';

export const handler = http(async ({ principal }) => ({ status: 200, body: { userId: principal } }));
`;

const failingTest = (camel: string, route: string) => `import { expect, test } from '@jest/globals';
import { handler } from './${camel}.ts';

const request = {
  headers: {},
  routeKey: '${route}',
  requestContext: { authorizer: { jwt: { claims: { sub: 'ann' } } } },
} as unknown as Parameters<typeof handler>[0];

test('${route} answers with what its caller came for', async () => {
  const { statusCode, body } = await handler(request);
  expect({ statusCode, body: JSON.parse(body ?? '') }).toEqual({
    statusCode: 200,
    body: { say: 'here what that is' },
  });
});
`;

const operation = (route: string) =>
  `${JSON.stringify(
    {
      summary: `Say what ${route} does`,
      answer: {
        status: 200,
        description: 'Say what this is.',
        schema: { type: 'object', required: ['userId'], properties: { userId: { type: 'string' } } },
      },
    },
    null,
    2,
  )}\n`;

const entry = (camel: string, method: string, path: string) => `
  ${camel}:
    handler: src/handlers/${camel}.handler
    timeout: \${param:httpTimeout}
    events:
      - httpApi: { method: ${method}, path: "${path}", authorizer: { name: jwt } }
    iamRoleStatements: []
`;

const request = (handler: string, route: string) => {
  const params = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}: 'unknown'`);
  const given = params.length > 0 ? `, params: { ${params.join(', ')} }` : '';
  return `  {
    handler: '${handler}',
    makesNoCalls: true,
    when: ({ platform }) =>
      platform.request('${route}', { sub: 'ann', headers: { 'x-correlation-id': 'c-ann' }${given} }),
  },`;
};
