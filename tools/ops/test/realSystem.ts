import { compileVariant, EVERYTHING } from '@orderflow/infrastructure/variants';
import { resolvedStacksOf } from '@orderflow/stacks/deployment';
import type { Stack } from '../src/stage/types.ts';

/** The stacks of a stage with every option, as CloudFormation would deploy them. */
export async function realSystem(): Promise<{ name: string; stacks: Stack[] }> {
  const deployment = await compileVariant(EVERYTHING);
  return { name: deployment.stage, stacks: resolvedStacksOf(deployment) };
}
