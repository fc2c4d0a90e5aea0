import type { Template } from '@orderflow/stacks/template';

/** Something that must hold for every resource it speaks of, also for those added later. */
export interface Rule {
  name: string;
  /** What breaks the rule, by logical id; empty when it holds. A service's rule may look things up in the base stack. */
  violations(template: Template, base: Template): string[];
  /** Edits that must each make the rule fail, by what they do. */
  breaks: Record<string, (template: Template) => void>;
}
