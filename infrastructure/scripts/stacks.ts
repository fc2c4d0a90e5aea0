import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Folder of the base stack. */
export const infrastructure = join(root, 'infrastructure');

/** Folder of every service, by name. */
export const services = readdirSync(join(root, 'services'))
  .map((name) => join(root, 'services', name))
  .filter((dir) => existsSync(join(dir, 'serverless.yml')));

/** Folder of the edge's stack, which stands on all others. */
export const edge = join(infrastructure, 'edge');

/** Path of the framework's CLI script as the stack in `dir` has it installed. */
export function frameworkCli(dir: string): string {
  return createRequire(join(dir, 'package.json')).resolve('serverless/bin/serverless.js');
}
