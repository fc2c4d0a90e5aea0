/** A resource of a compiled template. */
export interface Resource {
  Type: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string | string[];
  Condition?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is below Properties differs by type; the rules are the check.
  Properties: Record<string, any>;
}

/** A compiled CloudFormation template, as far as the rules read it. */
export interface Template {
  Resources: Record<string, Resource>;
  Conditions?: Record<string, unknown>;
  Outputs: Record<string, { Value: unknown; Condition?: string; Export?: { Name: string } }>;
}

/** Logical id and resource of every resource of a type. */
export function ofType(template: Template, type: string): [id: string, resource: Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The logical id that a `Ref` or `Fn::GetAtt` points to, whatever the attribute. */
export function target(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': getAtt } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? getAtt?.[0];
}

/** The resource with this logical id; an error when a rule's counterexample names one that is gone. */
export function resource(template: Template, id: string): Resource {
  const found = template.Resources[id];
  if (!found) {
    throw new Error(`no resource ${id} in the template`);
  }
  return found;
}
