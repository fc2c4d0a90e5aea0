import { compile } from '@orderflow/stacks/compile';
import { serviceNamed } from '@orderflow/stacks/find';
import { ofType, type Template, target } from '@orderflow/stacks/template';

/** The parts of an event source mapping that determine its throughput. */
export interface Mapping {
  batchSize: number;
  windowSeconds: number;
  /** Concurrent batches of one shard. */
  parallelization: number;
  /** Concurrent batches of one queue. */
  maximumConcurrency?: number;
}

/** A function's settings, from its compiled template. */
interface FunctionSettings {
  memoryMb: number;
  environment: Record<string, unknown>;
  mapping: Mapping;
}

interface ServiceSettings {
  functions: Record<string, FunctionSettings>;
  /** The API's limits: requests per second, and burst. */
  api: { rate: number; burst: number };
  /** Rate limits of single routes: `POST /clicks`. */
  routes: Record<string, number>;
}

/** The settings of each service, read from the templates, so the simulation uses the deployed figures. */
export type Settings = Record<(typeof SERVICES)[number], ServiceSettings>;

const SERVICES = ['orders', 'ingestion', 'onboarding', 'payments', 'users'] as const;

/** A stage without its own settings: the one that docs/scale.md describes. */
const STAGE = 'ci';

/** Reads the deployed settings. */
export async function readSettings(stage = STAGE): Promise<Settings> {
  const read = SERVICES.map(async (name) => {
    const { template } = await compile(serviceNamed(name), stage);
    return [name, serviceSettings(template)] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Settings;
}

/** @throws Error when a template has no API, or no rate limit for it. */
export function serviceSettings(template: Template): ServiceSettings {
  const [, stage] = ofType(template, 'AWS::ApiGatewayV2::Stage')[0] ?? [];
  const { DefaultRouteSettings = {}, RouteSettings = {} } = stage?.Properties ?? {};
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = DefaultRouteSettings;
  if (!(rate > 0)) throw new Error('the API has no rate limit');
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping');
  const functions = ofType(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
    const [, mapping] = mappings.find(([, one]) => target(one.Properties['FunctionName']) === id) ?? [];
    const { Environment, FunctionName, MemorySize } = Properties;
    const settings: FunctionSettings = {
      memoryMb: Number(MemorySize),
      environment: Environment?.Variables ?? {},
      mapping: mappingSettings(mapping?.Properties ?? {}),
    };
    return [String(FunctionName).split('-').at(-1), settings];
  });
  const routes = Object.entries(RouteSettings as Record<string, { ThrottlingRateLimit: number }>).map(
    ([route, limits]) => [route, limits.ThrottlingRateLimit],
  );
  return {
    functions: Object.fromEntries(functions),
    api: { rate, burst },
    routes: Object.fromEntries(routes),
  };
}

const mappingSettings = ({
  BatchSize = 1,
  MaximumBatchingWindowInSeconds = 0,
  ParallelizationFactor = 1,
  ScalingConfig,
}: Record<string, unknown>): Mapping => {
  const { MaximumConcurrency } = (ScalingConfig ?? {}) as { MaximumConcurrency?: unknown };
  return {
    batchSize: Number(BatchSize),
    windowSeconds: Number(MaximumBatchingWindowInSeconds),
    parallelization: Number(ParallelizationFactor),
    ...(MaximumConcurrency === undefined ? {} : { maximumConcurrency: Number(MaximumConcurrency) }),
  };
};

/** @throws Error when the service does not have the function. */
export function functionOf(settings: Settings, service: keyof Settings, name: string): FunctionSettings {
  const found = settings[service].functions[name];
  if (!found) throw new Error(`services/${service} has no function ${name}`);
  return found;
}

/** @throws Error when its environment does not have the number. */
export function numberOf({ environment }: FunctionSettings, name: string): number {
  const value = Number(environment[name] ?? Number.NaN);
  if (Number.isNaN(value)) throw new Error(`the environment has no number ${name}`);
  return value;
}
