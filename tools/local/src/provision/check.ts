import type { Resource, Stack } from '@orderflow/stacks/template';
import { registry } from './registry.ts';
import type { Shape } from './resourceType.ts';

/**
 * Refuses templates with anything that the local copy would silently ignore.
 *
 * @throws Error with a line for every unknown type or property: stack, logical id, type, property.
 */
export function checkStacks(stacks: Stack[]): void {
  const problems = stacks.flatMap(({ name, resources }) =>
    resources.flatMap((resource) => problemsOf(resource).map((problem) => `${name}: ${problem}`)),
  );
  if (problems.length > 0) {
    throw new Error(
      `The local copy does not know these; add them in tools/local/src/provision/types:\n${problems.join('\n')}`,
    );
  }
}

function problemsOf({ logicalId, type, properties }: Resource): string[] {
  const known = registry.get(type);
  if (!known) {
    return [`${logicalId} has the unknown type ${type}`];
  }
  return unknownProperties(properties, known.properties).map(
    (property) => `${logicalId} (${type}) has the unknown property ${property}`,
  );
}

function unknownProperties(value: unknown, shape: Shape): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((element) => unknownProperties(element, shape));
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([name, child]) => {
    const use = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (use === undefined) {
      return [name];
    }
    return typeof use === 'object' && 'fields' in use
      ? unknownProperties(child, use.fields).map((inner) => `${name}.${inner}`)
      : [];
  });
}
