import { resolveTemplate } from '@orderflow/stacks/resolve';
import type { Resource, Template } from '@orderflow/stacks/template';

/** What a deployed stack's template refers to: physical ids of its resources, pseudo parameters, exports. */
export interface Deployed {
  stack: string;
  physicalIds: ReadonlyMap<string, string>;
  /** `AWS::Region` and its like. */
  pseudoParameters: Record<string, string>;
  exports: ReadonlyMap<string, string>;
}

/**
 * The resources that a deployed stack has. What it is about to get, and so has no physical id yet, stands for itself
 * where others refer to it: a stage can be looked at while it is deployed.
 */
export function deployedResources(template: Template, deployed: Deployed): Resource[] {
  const { stack, physicalIds, pseudoParameters, exports } = deployed;
  const physicalId = (logicalId: string) => physicalIds.get(logicalId) ?? logicalId;
  const resolved = resolveTemplate(template, {
    stack,
    pseudoParameters,
    ref: ({ logicalId }) => physicalId(logicalId),
    attribute: ({ logicalId }, name) => attributeOf(physicalId(logicalId), name),
    importValue: (name) => exports.get(name) ?? name,
  });
  return resolved.resources().filter(({ logicalId }) => physicalIds.has(logicalId));
}

/** A queue's physical id is its URL; its name is the last part. Other attributes stand for the resource itself. */
const attributeOf = (physicalId: string, attribute: string): string =>
  attribute === 'QueueName' ? (physicalId.split('/').at(-1) ?? '') : physicalId;
