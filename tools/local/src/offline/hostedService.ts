import { readFileSync } from 'node:fs';
import { Bundles } from './bundles.ts';
import type { LocalFunction } from './instance.ts';

/** Describes a service to the process that runs all services, as JSON. */
export interface HostedService {
  /** Folder name, e.g. `orders`. */
  name: string;
  /** Absolute path of its folder. */
  dir: string;
  /** Absolute path of the state file that the framework wrote when it compiled the template. */
  state: string;
  ports: { http: number; lambda: number };
  functions: LocalFunction[];
  /** Absolute path of the folder of its bundles. */
  outputDir: string;
  /** Files on which every bundle depends besides its sources. */
  dependsOn: string[];
}

/** The part of `serverless-state.json` that matters here: serverless.yml with every variable resolved. */
export interface ServiceState {
  service: {
    functions: Record<
      string,
      { handler: string; name: string; events: Record<string, unknown>[]; tags?: Record<string, string> }
    >;
    custom: { esbuild: Record<string, unknown> };
  };
}

export const readState = ({ state }: HostedService): ServiceState =>
  JSON.parse(readFileSync(state, 'utf8')) as ServiceState;

/** The bundles of a service's functions. @param onError see {@link Bundles} */
export function bundlesOf(service: HostedService, onError: (error: Error) => void): Bundles {
  const { dir, outputDir, dependsOn } = service;
  const settings = readState(service).service.custom.esbuild;
  return new Bundles({ dir, outputDir, settings, dependsOn, onError });
}
