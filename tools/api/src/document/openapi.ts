import { Components } from './components.ts';
import { answerHeaders, problems, requestHeaders, retryable } from './headers.ts';
import type { Json } from './json.ts';
import { type Operation, readOperation } from './operations.ts';
import type { ApiRoute } from './routes.ts';

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const headers = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/**
 * The HTTP APIs as one OpenAPI 3.1 document: routes, authorization and scopes from the services' serverless.yml, the
 * rest from the schemas and the operation files beside them.
 */
export async function openApi(schemas: string, routes: ApiRoute[], version: string): Promise<Json> {
  const components = new Components(schemas);
  await components.reference('answers/problem.json');
  const paths: Json = {};
  for (const route of routes) {
    const operation = await readOperation(schemas, route);
    paths[route.path] ??= {};
    const first = routes.find((one) => one.functionName === route.functionName) === route;
    paths[route.path][route.method.toLowerCase()] = {
      operationId: first ? route.functionName : operationId(route),
      ...(await pathOperation(route, operation, components)),
    };
  }
  const used = new Set(JSON.stringify(paths).match(/(?<=responses\/Problem)\d+/g));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Orderflow',
      version,
      description:
        'Accounts, orders, stock, CSV imports, onboarding. Errors are RFC 9457 problem details. Fields that are not documented are refused in requests; in answers new ones may appear, so ignore what you do not know. What a schema cannot say, a description does: such a request is refused, too. A path that is not here is answered 404; so is, on AWS, a method that a path does not have, by API Gateway itself, while the local gateway answers 405 with `Allow`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document is served from.' }],
    tags: [...new Set(routes.map(({ service }) => service))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      parameters: requestHeaders,
      headers: answerHeaders,
      responses: Object.fromEntries(
        Object.entries(problems)
          .filter(([status]) => used.has(status))
          .map(([status, description]) => [`Problem${status}`, problemResponse(status, description)]),
      ),
      securitySchemes: { jwt: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

async function pathOperation(route: ApiRoute, operation: Operation, components: Components): Promise<Json> {
  const { service, scopes, authorized } = route;
  const { summary, description, body, problems: own = {} } = operation;
  const needs = scopes.map((scope) => `\`${scope}\``).join(', ');
  const text = [description, needs && `Needs the scope ${needs}.`].filter(Boolean).join(' ');
  const content = body && { 'application/json': { schema: await components.reference(`http/${body}.json`) } };
  return {
    tags: [service],
    summary,
    ...(text && { description: text }),
    // OpenAPI 3.1 (section 4.8.30): for a scheme other than OAuth 2 these are the roles that the call needs.
    security: authorized ? [{ jwt: scopes }] : [{}],
    parameters: await parameters(route, operation, components),
    ...(content && { requestBody: { required: true, content } }),
    responses: {
      [operation.answer.status]: await answer(operation, components),
      ...Object.fromEntries(
        problemStatuses(route, operation).map((status) => [
          status,
          own[status]
            ? problemResponse(status, own[status])
            : { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
    },
  };
}

/**
 * A function with several routes has several operations: the ids of all but the first are extended with the last part
 * of the path.
 */
function operationId({ functionName, path }: ApiRoute): string {
  const last = path.split(/\W+/).filter(Boolean).at(-1) ?? '';
  return `${functionName}By${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}

async function parameters(
  { path }: ApiRoute,
  { path: described = {}, query = {}, idempotencyKey }: Operation,
  components: Components,
): Promise<Json[]> {
  const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);
  const inPath = names.map(async (name) => {
    const { description, ...schema } = described[name] ?? {};
    const own = described[name] && (await components.inline(schema, 'operations/path.json'));
    return {
      name,
      in: 'path',
      required: true,
      ...(description && { description }),
      schema: own ?? (await components.shared(name)) ?? { type: 'string', minLength: 1 },
    };
  });
  const inQuery = Object.entries(query).map(async ([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description && { description }),
    schema: await components.inline(schema, 'operations/query.json'),
  }));
  return [
    ...(await Promise.all([...inPath, ...inQuery])),
    ...(idempotencyKey ? [parameter('IdempotencyKey')] : []),
    parameter('CorrelationId'),
    parameter('Traceparent'),
    parameter('Tracestate'),
  ];
}

async function answer({ answer }: Operation, components: Components): Promise<Json> {
  const { description, schema, contentType = 'application/json', headers: own = [], links } = answer;
  const body =
    typeof schema === 'string'
      ? await components.reference(`answers/${schema}.json`)
      : await components.inline(schema ?? { type: 'string' }, 'operations/answer.json');
  return {
    description,
    headers: headers(contentType === 'application/json' ? [...own, 'x-correlation-id'] : own),
    content: { [contentType]: { schema: body } },
    ...(links && { links: mapValues(links, (link, operationId) => ({ operationId, ...link })) }),
  };
}

function mapValues<A, B>(entries: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value, key)]));
}

/** The statuses that follow from an endpoint's input, and those that it declares. */
function problemStatuses({ authorized, scopes }: ApiRoute, operation: Operation): string[] {
  const { body, query, idempotencyKey, problems: own = {} } = operation;
  const derived = [
    ...(body || query || idempotencyKey ? ['400'] : []),
    ...(authorized ? ['401'] : []),
    ...(scopes.length > 0 ? ['403'] : []),
    ...(body ? ['413', '422'] : []),
    ...['429', '500', '503'],
  ];
  return [...new Set([...derived, ...Object.keys(own)])].sort();
}

function problemResponse(status: string, description: string): Json {
  return {
    description,
    headers: headers(['x-correlation-id', ...(retryable.has(status) ? ['Retry-After'] : [])]),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
