import { join } from 'node:path';
import { clientEnvironment } from '@orderflow/local/environment';
import type { Filter } from '@orderflow/local/poller/filter';
import { isKinesis, readMapping } from '@orderflow/local/poller/mapping';
import { readSettings } from '@orderflow/local/settings';
import { localAnswers, place } from '@orderflow/local/templates/load';
import { compile } from '@orderflow/stacks/compile';
import { baseStack, serviceNamed, services, servicesOf } from '@orderflow/stacks/find';
import { resolvedStacks, resolveTemplates } from '@orderflow/stacks/resolve';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { functionsOf, type HttpRoute } from '@orderflow/stacks/topology';

type Source =
  | { kind: 'http'; method: string; path: string; scopes: string[]; isPublic: boolean }
  /** `events` are the types that its subscription lets through; empty if services send to the queue directly. */
  | { kind: 'queue'; queue: string; batchSize: number; events: string[] }
  /** The stream of a table, or Kinesis. */
  | { kind: 'stream'; arn: string; batchSize: number; matches: Filter; tumblingWindowMs: number };

/** True for a table's stream, to which every write to the table adds a record. */
export const isTableStream = (source: Source): boolean => source.kind === 'stream' && !isKinesis(source.arn);

/** A function of a service, as in its template on stage local. */
export interface FunctionInfo {
  /** `<service>/<function>`. */
  name: string;
  /** Absolute path of the module that exports `handler`. */
  module: string;
  environment: Record<string, string>;
  sources: Source[];
}

/** Every function of every service, read from the templates: a new function is included automatically. */
export async function readCatalog(): Promise<FunctionInfo[]> {
  const compiled = [baseStack, ...services].map(async (one) => [
    one.name,
    (await compile(one, place.stage)).template,
  ]);
  const templates = Object.fromEntries(await Promise.all(compiled));
  const resolved = resolveTemplates(templates, place, localAnswers(readSettings()));
  const system = resolvedStacks(resolved);
  const subscribed = subscriptionsOf(system);
  return servicesOf(system).flatMap((stack) =>
    functionsOf(stack, place.stage).map(({ key, handler, environment, routes, mappings }) => {
      // Calls here count as the edge's calls: its secret is not checked.
      const { EDGE_SECRET_SHA256: _, ...others } = environment;
      return {
        name: `${stack.name}/${key}`,
        module: join(serviceNamed(stack.name).dir, `${handler.replace(/\.handler$/, '')}.ts`),
        environment: Object.fromEntries(Object.entries(others).map(([key, value]) => [key, here(value)])),
        sources: [...routes.map(ofRoute), ...mappings.flatMap((one) => ofMapping(one, subscribed))],
      };
    }),
  );
}

/** Replaces the URLs of a copy on the default ports, which are in the compiled templates, by the URLs of this process. */
function here(value: string): string {
  const usual = clientEnvironment(readSettings({}));
  return ['ORDERFLOW_SQS_URL', 'ORDERFLOW_PROVIDER_URL', 'ORDERFLOW_URL'].reduce(
    (text, name) => text.replaceAll(usual[name] ?? '', process.env[name] ?? usual[name] ?? ''),
    value,
  );
}

const ofRoute = ({ method, path, scopes, authorized }: HttpRoute): Source => ({
  ...{ kind: 'http', method, path, scopes },
  isPublic: !authorized,
});

/** The event types that each queue gets from the topic, by the queue's ARN. */
const subscriptionsOf = (system: readonly Stack[]): Map<string, string[]> =>
  new Map(
    system
      .flatMap(({ resources }) => resources.filter(({ type }) => type === 'AWS::SNS::Subscription'))
      .map(({ properties: { Endpoint, FilterPolicy } }) => [
        String(Endpoint),
        (FilterPolicy as { type: string[] }).type,
      ]),
  );

function ofMapping(resource: Resource, subscribed: Map<string, string[]>): Source[] {
  const mapping = readMapping(resource);
  if (!mapping) return [];
  const { kind, sourceArn, batchSize, matches } = mapping;
  if (kind === 'queue') {
    const queue = sourceArn.split(':').at(-1) ?? '';
    return [{ kind, queue, batchSize, events: subscribed.get(sourceArn) ?? [] }];
  }
  return [{ kind, arn: sourceArn, batchSize, matches, tumblingWindowMs: mapping.tumblingWindowMs }];
}
