import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Absolute path of the repository. */
export const root = resolve(import.meta.dirname, '../../..');

/** A folder with a serverless.yml. `serverless deploy` turns it into one CloudFormation stack. */
export interface StackFolder {
  /** `base`, `edge`, or the name of the folder below services/. */
  name: string;
  /** Absolute path. */
  dir: string;
}

/** The base stack: everything that outlives a function. */
export const baseStack: StackFolder = { name: 'base', dir: join(root, 'infrastructure') };

/** The services sorted by name. A service's index in this list decides its local ports. */
export const services: readonly StackFolder[] = readdirSync(join(root, 'services'))
  .sort()
  .map((name) => ({ name, dir: join(root, 'services', name) }))
  .filter(({ dir }) => existsSync(join(dir, 'serverless.yml')));

/** @throws Error when there is no service of this name. */
export function serviceNamed(name: string): StackFolder {
  const found = services.find((one) => one.name === name);
  if (!found) throw new Error(`there is no services/${name}/serverless.yml`);
  return found;
}

/** The edge; it depends on all other stacks. */
export const edgeStack: StackFolder = { name: 'edge', dir: join(baseStack.dir, 'edge') };

/** Every stack of the repository. */
export const stacks: readonly StackFolder[] = [baseStack, ...services, edgeStack];

/** Only the services of a list, in its order. */
export const servicesOf = <T extends { name: string }>(all: readonly T[]): T[] =>
  all.filter(({ name }) => name !== baseStack.name && name !== edgeStack.name);

/** CloudFormation's name of a stack: `orderflow-base-prod`, `orderflow-users-prod`, … */
export const stackName = (name: string, stage: string): string => `orderflow-${name}-${stage}`;

/** Path of the framework's CLI script that is installed for the stack in `dir`. */
export function frameworkCli(dir: string): string {
  return createRequire(join(dir, 'package.json')).resolve('serverless/bin/serverless.js');
}
