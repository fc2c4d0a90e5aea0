import { resolveTemplate } from '@orderflow/stacks/resolve';
import type { Resource, Template } from '@orderflow/stacks/template';

/** The values that a deployed stack's template refers to: physical ids of its resources, pseudo parameters, exports. */
export interface Deployed {
  stack: string;
  physicalIds: ReadonlyMap<string, string>;
  /** `AWS::Region` and so on. */
  pseudoParameters: Record<string, string>;
  exports: ReadonlyMap<string, string>;
}

/**
 * The resources of a deployed stack. A stage can be read while it is deployed: a resource without a physical id yet
 * is referred to by its logical id.
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

/** A queue's physical id is its URL; the last part is its name. For other attributes, the physical id is returned. */
const attributeOf = (physicalId: string, attribute: string): string =>
  attribute === 'QueueName' ? (physicalId.split('/').at(-1) ?? '') : physicalId;
