import { setPriority } from 'node:os';
import { env } from 'node:process';
import { isMainThread } from 'node:worker_threads';

/** Set in the environment of a function that no caller waits for. */
const BACKGROUND = 'ORDERFLOW_LOCAL_BACKGROUND';
/** As `nice` gives without being asked. */
const NICE = 10;

/** What a function's definition says of its surroundings. */
export interface Surroundings {
  environment?: Record<string, unknown>;
  events?: Record<string, unknown>[];
}

/**
 * On AWS a function has its own share of a processor; here all share a few cores, and a batch of a queue would keep whoever
 * asks over HTTP waiting. So a function without HTTP yields to those with it.
 */
export function yielding<D extends Surroundings>(definition: D): D {
  if (definition.events?.some((event) => 'httpApi' in event)) return definition;
  return { ...definition, environment: { ...definition.environment, [BACKGROUND]: '1' } };
}

/** Called in the worker thread of a function. Linux takes the priority for the calling thread alone. */
export function takePriority(): void {
  if (!isMainThread && env[BACKGROUND] && process.platform === 'linux') setPriority(NICE);
}
