import type { Template } from '@orderflow/infrastructure/template';
import type { Stack } from './stacks.ts';

/** A stack with the template that it was, or would be, deployed with. */
export interface TemplatedStack {
  stack: Stack;
  template: Template;
}

/**
 * The stacks in an order in which every export exists before the stack that imports it; the given order otherwise.
 *
 * @throws Error when stacks import from each other in a circle, or one imports what none exports.
 */
export function deployOrder<T extends TemplatedStack>(stacks: readonly T[]): T[] {
  const waiting = stacks.map((one) => ({ one, needs: imports(one.template) }));
  const available = new Set<string>();
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => needs.every((name) => available.has(name)));
    const [ready] = next < 0 ? [] : waiting.splice(next, 1);
    if (!ready) {
      const missing = waiting.map(
        ({ one, needs }) => `${one.stack.name} (${needs.filter((name) => !available.has(name)).join(', ')})`,
      );
      throw new Error(`no deployable order: these wait for exports that nothing before them has: ${missing}`);
    }
    for (const { Export } of Object.values(ready.one.template.Outputs ?? {})) {
      if (Export) available.add(Export.Name);
    }
    ordered.push(ready.one);
  }
  return ordered;
}

/** Names of the exports that a template imports. */
function imports(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Fn::ImportValue' && typeof inner === 'string' ? [inner] : imports(inner),
  );
}
