import { importsOf, type Template, target } from '@orderflow/stacks/template';
import type { TemplatedStack } from './order.ts';

/** Properties that name a resource: a new value means a new resource. */
const NAMES = ['TableName', 'BucketName', 'QueueName', 'TopicName', 'UserPoolName', 'Name'];

/**
 * Describes each export that would point to another resource than it does in the account: one with another name or
 * another logical id. CloudFormation refuses this while a stack imports the export, but only after the update has
 * begun.
 */
export function renamedExports(
  stacks: readonly TemplatedStack[],
  deployed: readonly TemplatedStack[],
): string[] {
  const imported = new Set(deployed.flatMap(({ template }) => importsOf(template)));
  return stacks.flatMap(({ stack, template }) => {
    const before = deployed.find((one) => one.stack.name === stack.name)?.template;
    if (!before) return [];
    const [was, is] = [behind(before), behind(template)];
    return [...was]
      .filter(([name]) => imported.has(name) && is.has(name) && is.get(name) !== was.get(name))
      .map(
        ([name]) =>
          `${stack.name}: ${name} is imported and would be ${is.get(name)} in place of ${was.get(name)}`,
      );
  });
}

/** Maps each export's name to its resource: the resource's name if it has one, else its logical id. */
function behind({ Outputs = {}, Resources }: Template): Map<string, string> {
  const found = Object.values(Outputs).flatMap(({ Value, Export }): [string, string][] => {
    const id = target(Value);
    if (!Export || !id) return [];
    const { Properties = {} } = Resources[id] ?? {};
    const name = NAMES.map((one) => Properties[one]).find((one) => typeof one === 'string');
    return [[Export.Name, name ?? id]];
  });
  return new Map(found);
}
