import type { FunctionInfo } from './catalog.ts';
import type { Outcome } from './invoke.ts';

export interface HttpRequest {
  /** Claims of the verified token; none on public routes. */
  sub?: string;
  scope?: string;
  /** An address that the token marks as verified. */
  email?: string;
  /** Values of the path's parameters, decoded. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** A string is sent as it is, anything else as JSON. */
  body?: unknown;
  isBase64Encoded?: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: callers know what they asked for.
  body: any;
}

/** The function behind a route such as `GET /orders/{orderId}`. */
export function routeOf(catalog: readonly FunctionInfo[], route: string): FunctionInfo {
  const found = catalog.find(({ sources }) =>
    sources.some((one) => one.kind === 'http' && `${one.method} ${one.path}` === route),
  );
  if (!found) throw new Error(`there is no route ${route}`);
  return found;
}

/** The event that an HTTP API sends to a function (payload format 2.0). */
export function httpEvent(route: string, request: HttpRequest): object {
  const { sub, scope, email, params, query, headers = {}, body, isBase64Encoded = false } = request;
  const [method = '', path = ''] = route.split(' ');
  const rawPath = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((params?.[name] ?? '').toWellFormed()),
  );
  const claims = {
    ...(sub === undefined ? {} : { sub }),
    ...(scope === undefined ? {} : { scope }),
    ...(email === undefined ? {} : { email, email_verified: 'true' }),
  };
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers,
    isBase64Encoded,
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    requestContext: {
      http: { method, path: rawPath, sourceIp: '203.0.113.7', userAgent: 'faults' },
      ...(sub === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
    },
  };
}

/** The answer as a client sees it; undefined if the function did not answer, for which the API returns a 5xx. */
export function readAnswer(outcome: Outcome): HttpAnswer | undefined {
  if (outcome.kind !== 'answered') return undefined;
  const { statusCode, headers, body } = outcome.value as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  const isJson = headers['content-type']?.includes('json');
  return { status: statusCode, headers, body: isJson ? JSON.parse(body) : body };
}
