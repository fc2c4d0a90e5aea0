import { readSystem } from '@orderflow/stacks/deployment';
import { servicesOf } from '@orderflow/stacks/find';
import { functionsOf, type HttpRoute } from '@orderflow/stacks/topology';

export interface ApiRoute extends HttpRoute {
  /** The service's folder name. */
  service: string;
  /** Name of the function in serverless.yml. */
  functionName: string;
}

/** The HTTP routes of every service, in the order of services and functions. */
export async function readRoutes(): Promise<ApiRoute[]> {
  return servicesOf(await readSystem()).flatMap((stack) =>
    functionsOf(stack, 'local').flatMap(({ key, routes }) =>
      routes.map((route) => ({ service: stack.name, functionName: key, ...route })),
    ),
  );
}
