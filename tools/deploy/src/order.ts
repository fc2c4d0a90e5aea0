import type { StackFolder } from '@orderflow/stacks/find';
import { importsOf, type Template } from '@orderflow/stacks/template';

/** A stack with its template: deployed already, or about to be. */
export interface TemplatedStack {
  stack: Pick<StackFolder, 'name'>;
  template: Template;
}

/**
 * Sorts the stacks for deployment. Every export must exist before a stack imports it, and stay until no stack imports
 * it any more. Otherwise the given order is kept.
 *
 * CloudFormation refuses to remove or change an export while a stack imports it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 *
 * @param deployed the stacks as they stand in the account
 * @throws Error when imports form a cycle, when a stack imports a name that none exports, or when a stack drops an
 *   export that a later stack still imports.
 */
export function deployOrder<T extends TemplatedStack>(
  stacks: readonly T[],
  deployed: readonly TemplatedStack[] = [],
): T[] {
  const waiting = [...stacks];
  const available = new Set(deployed.flatMap(({ template }) => exportsOf(template)));
  const ordered: T[] = [];
  const ready = ({ template }: T) => importsOf(template).every((name) => available.has(name));
  const holding = (one: T) =>
    holders(one, deployed).filter(({ by }) => !ordered.some((done) => same(done, by)));

  const next = (): T | undefined => {
    for (const one of waiting.filter(ready)) {
      const held = holding(one);
      if (held.length === 0) return one;
      // Deploy first the stacks that stop importing the dropped exports.
      const first = waiting.find(
        (other) => held.some(({ by }) => same(other, by)) && ready(other) && holding(other).length === 0,
      );
      if (first) return first;
    }
    return undefined;
  };

  while (waiting.length > 0) {
    const one = next();
    if (!one) throw new Error(whyNone(waiting, available, holding));
    waiting.splice(waiting.indexOf(one), 1);
    for (const name of dropped(one, deployed)) available.delete(name);
    for (const name of exportsOf(one.template)) available.add(name);
    ordered.push(one);
  }
  return ordered;
}

const same = (a: TemplatedStack, b: TemplatedStack) => a.stack.name === b.stack.name;
const exportsOf = ({ Outputs = {} }: Template) =>
  Object.values(Outputs).flatMap(({ Export }) => (Export ? [Export.Name] : []));

/** The exports that a stack has in the account but not in its new template. */
function dropped(one: TemplatedStack, deployed: readonly TemplatedStack[]): string[] {
  const before = deployed.find((other) => same(other, one));
  const after = exportsOf(one.template);
  return before ? exportsOf(before.template).filter((name) => !after.includes(name)) : [];
}

/** The deployed stacks that import what this stack drops. */
function holders(one: TemplatedStack, deployed: readonly TemplatedStack[]) {
  const gone = dropped(one, deployed);
  return deployed.flatMap((by) => {
    const held = importsOf(by.template).filter((name) => gone.includes(name));
    return held.length > 0 ? [{ by, held }] : [];
  });
}

function whyNone<T extends TemplatedStack>(
  waiting: readonly T[],
  available: ReadonlySet<string>,
  holding: (one: T) => { by: TemplatedStack; held: string[] }[],
): string {
  const missing = waiting.flatMap(({ stack, template }) => {
    const names = importsOf(template).filter((name) => !available.has(name));
    return names.length > 0 ? [`${stack.name} (${names.join(', ')})`] : [];
  });
  const held = waiting.flatMap((one) =>
    holding(one).map(
      ({ by, held }) => `${one.stack.name} drops ${held.join(', ')}, which ${by.stack.name} imports`,
    ),
  );
  const waits = `these wait for exports that nothing before them has: ${missing.join(', ')}`;
  if (held.length === 0) return `no deployable order: ${waits}`;
  return (
    `no deployable order: ${held.join('; ')}${missing.length > 0 ? `; ${waits}` : ''}. Keep the old export for one more ` +
    'deployment, beside the new one: docs/deploying.md#to-replace-a-resource. Nothing was deployed'
  );
}
