import { physicalId } from '@orderflow/infrastructure/attributes';
import { resolveDeployment } from '@orderflow/infrastructure/resolve';
import { compileVariant, EVERYTHING } from '@orderflow/infrastructure/variants';
import type { Stack } from '../src/stage/types.ts';

/** The stacks of a stage that has everything, as CloudFormation would deploy them. */
export async function realSystem(): Promise<{ name: string; stacks: Stack[] }> {
  const deployment = await compileVariant(EVERYTHING);
  // The ids that the resolver makes up for integrations are all alike: a route names its own by its logical id.
  for (const { Resources } of Object.values(deployment.stacks)) {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== 'AWS::ApiGatewayV2::Route') continue;
      const [, id] = /"Ref":"(\w+)"/.exec(JSON.stringify(Properties['Target'])) ?? [];
      Properties['Target'] = `integrations/${id?.toLowerCase()}`;
    }
  }
  const { stage, stacks } = resolveDeployment(deployment);
  return {
    name: stage,
    stacks: Object.entries(stacks).map(([name, { Resources }]) => ({
      name: name === 'base' ? 'infrastructure' : name,
      resources: Object.entries(Resources).map(([logicalId, { Type, Properties }]) => ({
        logicalId,
        type: Type,
        physicalId: physicalId(Type, Properties, `orderflow-${name}-${stage}`, logicalId),
        properties: Properties,
      })),
    })),
  };
}
