import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionInfo } from '../platform/catalog.ts';
import { isSample } from '../world/sampleEvents.ts';
import type { Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, '../scenarios');

/** Every scenario, by service. A consumer without a scenario gets at least one valid event of each type. */
export async function loadScenarios(catalog: readonly FunctionInfo[]): Promise<Scenario[]> {
  const files = (await readdir(folder)).sort();
  const modules = await Promise.all(
    files.map((file) => import(join(folder, file)) as Promise<{ scenarios: Scenario[] }>),
  );
  const written = modules.flatMap(({ scenarios }) => scenarios);
  const others = unlisted(catalog, written);
  return [...written, ...catalog.filter(({ name }) => others.includes(name)).flatMap(deliveries)];
}

function deliveries({ name, sources }: FunctionInfo): Scenario[] {
  return sources.flatMap((source) => {
    if (source.kind !== 'queue') return [];
    const queue = source.queue.replace(/^orderflow-local-/, '');
    return source.events.filter(isSample).map((type) => ({
      handler: name,
      name: type,
      given: ({ platform }) => platform.announce(queue, type),
      when: ({ platform }) => platform.drainQueue(name),
    }));
  });
}

/** Functions without a scenario. */
export function unlisted(catalog: readonly FunctionInfo[], scenarios: readonly Scenario[]): string[] {
  const listed = new Set(scenarios.map(({ handler }) => handler));
  return catalog.map(({ name }) => name).filter((name) => !listed.has(name));
}
