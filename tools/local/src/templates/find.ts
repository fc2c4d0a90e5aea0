import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stage } from '../settings.ts';

/** A folder with a serverless.yml: what `serverless deploy` makes one CloudFormation stack of. */
export interface StackFolder {
  /** `infrastructure`, `edge`, or the name of the folder below services/. */
  name: string;
  dir: string;
}

/** Every stack of the repository: the base stack first, then the services by name, then the edge. */
export async function findStacks(root: string): Promise<StackFolder[]> {
  const services = await findServices(root);
  const infrastructure = join(root, 'infrastructure');
  return [
    { name: 'infrastructure', dir: infrastructure },
    ...services,
    { name: 'edge', dir: join(infrastructure, 'edge') },
  ];
}

/** The services by name; a service's place in this list decides its ports (`servicePorts`). */
export async function findServices(root: string): Promise<StackFolder[]> {
  const names = (await readdir(join(root, 'services'))).sort();
  const folders = names.map((name) => ({ name, dir: join(root, 'services', name) }));
  const present = await Promise.all(folders.map(({ dir }) => exists(join(dir, 'serverless.yml'))));
  return folders.filter((_, index) => present[index]);
}

/** CloudFormation's name of the stack: `orderflow-base-local`, `orderflow-users-local`, … */
export function stackName(name: string): string {
  return `orderflow-${name === 'infrastructure' ? 'base' : name}-${stage}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
