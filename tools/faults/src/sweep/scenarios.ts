import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionInfo } from '../platform/catalog.ts';
import type { Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, '../scenarios');

/** Every scenario, service by service. */
export async function loadScenarios(): Promise<Scenario[]> {
  const files = (await readdir(folder)).sort();
  const modules = await Promise.all(
    files.map((file) => import(join(folder, file)) as Promise<{ scenarios: Scenario[] }>),
  );
  return modules.flatMap(({ scenarios }) => scenarios);
}

/** The functions that no scenario is about. */
export function unlisted(catalog: readonly FunctionInfo[], scenarios: readonly Scenario[]): string[] {
  const listed = new Set(scenarios.map(({ handler }) => handler));
  return catalog.map(({ name }) => name).filter((name) => !listed.has(name));
}
