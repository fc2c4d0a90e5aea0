import { startLocalCopy } from './localCopy.ts';
import { running } from './running.ts';

type Engine = 'dynamodb-local' | 'dynoxide';

/** Both projects run in one jest process, so each hands over its environment under its own name. */
const variableOf = (project: string) => `ORDERFLOW_TEST_${project.toUpperCase()}`;

/** Global setup: the engines with the base stack's resources. */
export async function setUpEngines(project: string, engine: Engine): Promise<void> {
  const copy = await startLocalCopy('engines.ts', { ORDERFLOW_DYNAMODB: engine });
  running().set(project, copy);
  process.env[variableOf(project)] = JSON.stringify(copy.environment);
}

export async function tearDownEngines(project: string): Promise<void> {
  await running().get(project)?.stop();
}

/** In each worker, before a test file: points the SDK at this project's engines. */
export function useEngines(project: string): void {
  Object.assign(process.env, JSON.parse(process.env[variableOf(project)] ?? '{}'));
}
