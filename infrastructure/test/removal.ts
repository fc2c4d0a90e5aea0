import type { Template, TemplateResource } from '@orderflow/stacks/template';
import type { Rule } from './rules/rule.ts';

/**
 * The resources of a kind that could be removed from a template without any rule noticing.
 *
 * @param base the base stack; omitted if `template` is the base stack
 */
export function removableUnnoticed(
  template: Template,
  kind: (resource: TemplateResource) => boolean,
  rules: Rule[],
  base?: Template,
): string[] {
  const ids = Object.keys(template.Resources).filter((id) =>
    kind(template.Resources[id] as TemplateResource),
  );
  return ids.filter((id) => {
    const { [id]: _, ...Resources } = template.Resources;
    const without = { ...template, Resources };
    return !rules.some((rule) => notices(rule, without, base ?? without));
  });
}

/** A rule also notices a removal if it throws because a resource is missing. */
function notices({ violations }: Rule, template: Template, base: Template): boolean {
  try {
    return violations(template, base).length > 0;
  } catch {
    return true;
  }
}
