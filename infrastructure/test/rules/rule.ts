import type { Template } from '@orderflow/stacks/template';

/** A rule for every matching resource, including those added later. */
export interface Rule {
  name: string;
  /** Violations by logical id; empty if the rule holds. A service's rule may look things up in the base stack. */
  violations(template: Template, base: Template): string[];
  /** Edits that must each make the rule fail; the keys describe them. */
  breaks: Record<string, (template: Template) => void>;
}
