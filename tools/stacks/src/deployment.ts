import { attribute } from './attributes.ts';
import { compile } from './compile.ts';
import { stacks } from './find.ts';
import { type Place, resolvedStacks, resolveTemplates } from './resolve.ts';
import type { Stack, Template } from './template.ts';

/** The stacks of a stage as they would be deployed: by name, in a region of an account. */
export interface Deployment extends Place {
  /** `base`, `edge`, or the service's name. */
  stacks: Record<string, Template>;
}

const resolve = (deployment: Deployment) =>
  resolveTemplates(deployment.stacks, deployment, {
    ref: (one) => attribute(one, 'Ref', deployment),
    attribute: (one, name) => attribute(one, name, deployment),
  });

/**
 * The stage with every intrinsic function and condition in its resources and outputs resolved as CloudFormation
 * would. Ids that AWS generates are made up, in the right shape.
 *
 * @throws Error for an import that no stack exports, and for an unknown function or attribute.
 */
export function resolveDeployment(deployment: Deployment): Deployment {
  const resolved = Object.entries(resolve(deployment)).map(([name, one]) => [name, one.template()]);
  return { ...deployment, stacks: Object.fromEntries(resolved) };
}

/** Like {@link resolveDeployment}, but returns the resources of each stack. */
export const resolvedStacksOf = (deployment: Deployment): Stack[] => resolvedStacks(resolve(deployment));

/** The place for documents about the system itself: the names are those of stage `local`, and no scope has a prefix. */
const SYSTEM = { stage: 'local', region: 'us-east-1', account: '000000000000' };

/** Every stack with its resources, resolved as AWS would, for documents about the system itself. */
export async function readSystem(): Promise<Stack[]> {
  const compiled = stacks.map(async (one) => [one.name, (await compile(one, SYSTEM.stage)).template]);
  return resolvedStacksOf({ ...SYSTEM, stacks: Object.fromEntries(await Promise.all(compiled)) });
}
