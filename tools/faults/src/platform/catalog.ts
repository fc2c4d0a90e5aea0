import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileFilter, type Filter } from '@orderflow/local/poller/filter';
import { isKinesis } from '@orderflow/local/poller/mapping';
import { readSettings } from '@orderflow/local/settings';
import { findServices } from '@orderflow/local/templates/find';
import { parse } from 'yaml';
import { resolveParams } from './params.ts';

type Source =
  | { kind: 'http'; method: string; path: string; scopes: string[]; isPublic: boolean }
  | { kind: 'queue'; queue: string; batchSize: number }
  /** Of a table, or of Kinesis. */
  | { kind: 'stream'; arn: string; batchSize: number; matches: Filter };

/** Whether this is a table's stream, which every write to the table adds to. */
export const isTableStream = (source: Source): boolean => source.kind === 'stream' && !isKinesis(source.arn);

/** A function of a service, as its serverless.yml has it on stage local. */
export interface FunctionInfo {
  /** `<service>/<function>`. */
  name: string;
  /** Absolute path of the module that exports `handler`. */
  module: string;
  environment: Record<string, string>;
  sources: Source[];
}

interface Definition {
  handler: string;
  environment?: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: what stands in an event differs by its type.
  events?: Record<string, any>[];
}

/**
 * Every function of every service, so that a new one is known here without being named. Read from serverless.yml, not
 * from the compiled template, because compiling takes longer than a whole sweep.
 */
export async function readCatalog(): Promise<FunctionInfo[]> {
  const { root } = readSettings();
  const params = parse(await readFile(join(root, 'infrastructure/params.yml'), 'utf8'));
  const services = await findServices(root);
  const functions = await Promise.all(
    services.map(async ({ name, dir }) => {
      const file = parse(await readFile(join(dir, 'serverless.yml'), 'utf8'), { merge: true });
      const all = resolveParams(file.functions, params) as Record<string, Definition>;
      return Object.entries(all).map(([key, definition]) => functionInfo(`${name}/${key}`, dir, definition));
    }),
  );
  return functions.flat();
}

function functionInfo(name: string, dir: string, definition: Definition): FunctionInfo {
  const environment = Object.entries(definition.environment ?? {}).map(([key, value]) => [
    key,
    String(value),
  ]);
  return {
    name,
    module: join(dir, `${definition.handler.replace(/\.handler$/, '')}.ts`),
    environment: Object.fromEntries(environment),
    sources: (definition.events ?? []).flatMap((event) => source(event) ?? []),
  };
}

function source(event: NonNullable<Definition['events']>[number]): Source | undefined {
  const { httpApi, sqs, stream } = event;
  if (httpApi) {
    const { method, path, authorizer } = httpApi;
    return { kind: 'http', method, path, scopes: authorizer?.scopes ?? [], isPublic: !authorizer };
  }
  if (sqs) return { kind: 'queue', queue: sqs.arn.split(':').at(-1), batchSize: sqs.batchSize ?? 10 };
  if (!stream) return undefined;
  const patterns = (stream.filterPatterns ?? []).map((pattern: unknown) => JSON.stringify(pattern));
  return {
    kind: 'stream',
    arn: stream.arn,
    batchSize: stream.batchSize ?? 100,
    matches: compileFilter(patterns),
  };
}
