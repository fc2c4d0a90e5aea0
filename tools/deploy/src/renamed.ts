import { importsOf, type Template, target } from '@orderflow/stacks/template';
import type { TemplatedStack } from './order.ts';

/** Properties that name a resource, so that another value means another resource. */
const NAMES = ['TableName', 'BucketName', 'QueueName', 'TopicName', 'UserPoolName', 'Name'];

/**
 * Exports that would stand for another resource than the one they stand for in the account, in words: it has another name,
 * or another logical id. While a stack imports one, CloudFormation refuses that, after it has begun.
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

/** By the name of an export, the resource that it stands for: its name where it has one, else its logical id. */
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
