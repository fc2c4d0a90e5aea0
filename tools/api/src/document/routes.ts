import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

export interface ApiRoute {
  /** The service's folder name. */
  service: string;
  /** Name of the function in serverless.yml. */
  functionName: string;
  /** Upper case. */
  method: string;
  /** As API Gateway and OpenAPI both write it: `/orders/{orderId}`. */
  path: string;
  /** Whether a JWT is needed. */
  authorized: boolean;
  scopes: string[];
}

interface HttpApi {
  method: string;
  path: string;
  authorizer?: string | { name: string; scopes?: string[] };
}

interface Service {
  functions?: Record<string, { events?: { httpApi?: string | HttpApi }[] }>;
}

/** The HTTP routes of every service, as its serverless.yml says them, in the order of services and functions. */
export async function readRoutes(root: string): Promise<ApiRoute[]> {
  const files: string[] = [];
  for await (const file of glob('services/*/serverless.yml', { cwd: root })) files.push(file);
  const services = files.sort().map(async (file) => {
    const { functions = {} } = parse(await readFile(join(root, file), 'utf8')) as Service;
    return Object.entries(functions).flatMap(([functionName, { events = [] }]) =>
      events.flatMap(({ httpApi }) =>
        httpApi ? [{ service: basename(dirname(file)), functionName, ...route(httpApi) }] : [],
      ),
    );
  });
  return (await Promise.all(services)).flat();
}

function route(httpApi: string | HttpApi): Omit<ApiRoute, 'service' | 'functionName'> {
  if (typeof httpApi === 'string') {
    const [method = '', path = ''] = httpApi.split(' ');
    return route({ method, path });
  }
  const { method, path, authorizer } = httpApi;
  const scopes = typeof authorizer === 'object' ? (authorizer.scopes ?? []) : [];
  return {
    method: method.toUpperCase(),
    path,
    authorized: authorizer !== undefined,
    // An issuer may want a prefix; callers of the documented API see the plain names.
    scopes: scopes.map((scope) => scope.replace(/^\$\{param:scopePrefix\}/, '')),
  };
}
