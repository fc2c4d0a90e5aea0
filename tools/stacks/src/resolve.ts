import { stackName } from './find.ts';
import { type Evaluation, functions } from './functions.ts';
import type { Properties, Resource, Stack, Template, TemplateResource } from './template.ts';

/** What is needed to name a resource; properties are resolved on access. */
export interface NamedResource {
  logicalId: string;
  type: string;
  /** CloudFormation's name of the stack, `AWS::StackName`. */
  stackName: string;
  property(name: string): unknown;
}

/** Everything outside of a template that it refers to. */
export interface Surroundings {
  /** The stack's name in errors. */
  stack: string;
  /** Values of the pseudo parameters: `AWS::Region` and so on. */
  pseudoParameters: Record<string, string>;
  /** The value that `Ref` returns, or undefined for an unknown type. */
  ref(resource: NamedResource): unknown;
  /** The value that `Fn::GetAtt` returns, or undefined for an unknown type or attribute. */
  attribute(resource: NamedResource, name: string): unknown;
  /** The value another stack exports under this name, or undefined. */
  importValue(name: string): unknown;
}

export interface ResolvedTemplate {
  /** Resources whose condition holds. Throws when something in them cannot be resolved. */
  resources(): Resource[];
  /** The resolved template: only resources and outputs whose condition holds. */
  template(): Template;
  /** The value this stack exports under `name`, or undefined. */
  exported(name: string): unknown;
}

/** Stands for `AWS::NoValue`: the property or list element that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

/**
 * Evaluates CloudFormation's intrinsic functions, conditions and parameter defaults.
 *
 * @throws Error naming stack, resource and path for an unknown function or a reference to nothing.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveTemplate(template: Template, surroundings: Surroundings): ResolvedTemplate {
  const open = new Set<string>();

  /** Allows one evaluation per name at a time, so that a reference to itself is an error and not an endless loop. */
  const guarded = <T>(name: string, path: string, evaluate: () => T): T => {
    if (open.has(name)) {
      return fail(path, `refers back to itself through ${name}`);
    }
    open.add(name);
    try {
      return evaluate();
    } finally {
      open.delete(name);
    }
  };

  const fail = (path: string, message: string): never => {
    throw new Error(`${surroundings.stack}: ${path} ${message}`);
  };

  const value = (node: unknown, path: string): unknown => {
    if (Array.isArray(node)) {
      return node.map((element, index) => value(element, `${path}[${index}]`)).filter((e) => e !== noValue);
    }
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    const entries = Object.entries(node);
    const [key, argument] = entries[0] ?? [];
    if (entries.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
      return call(key, argument, `${path}.${key}`);
    }
    const resolved = entries.map(([name, child]) => [name, value(child, `${path}.${name}`)] as const);
    return Object.fromEntries(resolved.filter(([, child]) => child !== noValue));
  };

  const call = (name: string, argument: unknown, path: string): unknown => {
    const intrinsic = functions[name] ?? fail(path, 'is a function that is not known here');
    return intrinsic(argument, evaluationAt(path));
  };

  const evaluationAt = (path: string): Evaluation => ({
    value: (node, step = '') => value(node, path + step),
    condition: (node, step = '') => condition(node, path + step),
    ref: (name) => ref(name, path),
    attribute: (logicalId, name) => {
      const resource = named(logicalId, path);
      const found = surroundings.attribute(resource, name);
      return found ?? fail(path, `asks for ${logicalId}.${name}, which ${resource.type} does not have here`);
    },
    importValue: (name) =>
      surroundings.importValue(name) ?? fail(path, `imports "${name}", which no stack exports`),
    fail: (message) => fail(path, message),
  });

  const condition = (node: unknown, path: string): boolean => {
    const name = (node as { Condition?: unknown } | null)?.Condition;
    if (typeof name !== 'string') {
      return value(node, path) === true;
    }
    const definition = template.Conditions?.[name] ?? fail(path, `names the unknown condition "${name}"`);
    return guarded(`condition ${name}`, path, () => condition(definition, `Conditions.${name}`));
  };

  const ref = (name: string, path: string): unknown => {
    if (name === 'AWS::NoValue') {
      return noValue;
    }
    const parameter = template.Parameters?.[name];
    if (parameter) {
      return parameter.Default ?? fail(path, `refers to parameter "${name}", which has no default`);
    }
    if (name in surroundings.pseudoParameters) {
      return surroundings.pseudoParameters[name];
    }
    const resource = named(name, path);
    return surroundings.ref(resource) ?? fail(path, `refers to ${name} of the unknown type ${resource.type}`);
  };

  const named = (logicalId: string, path: string): NamedResource => {
    const resource = template.Resources[logicalId];
    if (!resource || !isPresent(logicalId, resource)) {
      return fail(path, `refers to "${logicalId}", which the stack does not have`);
    }
    return {
      logicalId,
      type: resource.Type,
      stackName: surroundings.pseudoParameters['AWS::StackName'] ?? surroundings.stack,
      property: (name) => {
        const propertyPath = `Resources.${logicalId}.Properties.${name}`;
        return guarded(propertyPath, path, () => value(resource.Properties?.[name], propertyPath));
      },
    };
  };

  const isPresent = (logicalId: string, { Condition }: TemplateResource): boolean =>
    Condition === undefined || condition({ Condition }, `Resources.${logicalId}.Condition`);

  const present = () =>
    Object.entries(template.Resources)
      .filter(([logicalId, resource]) => isPresent(logicalId, resource))
      .map(([logicalId, one]): [string, TemplateResource] => {
        const Properties = value(one.Properties ?? {}, `Resources.${logicalId}.Properties`) as Properties;
        return [logicalId, { ...one, Properties }];
      });

  const outputs = () =>
    Object.entries(template.Outputs ?? {})
      .filter(([id, { Condition }]) => !Condition || condition({ Condition }, `Outputs.${id}`))
      .map(([id, one]) => [id, value(one, `Outputs.${id}`)]);

  return {
    resources: () =>
      present().map(([logicalId, { Type, Properties }]) => {
        const physicalId = surroundings.ref(named(logicalId, `Resources.${logicalId}`));
        const known = physicalId === undefined ? {} : { physicalId: String(physicalId) };
        return { logicalId, type: Type, ...known, properties: Properties };
      }),
    template: () => ({
      ...template,
      Resources: Object.fromEntries(present()),
      Outputs: Object.fromEntries(outputs()),
    }),
    exported: (name) => {
      for (const [key, output] of Object.entries(template.Outputs ?? {})) {
        const path = `Outputs.${key}`;
        const holds = output.Condition === undefined || condition({ Condition: output.Condition }, path);
        if (output.Export && holds && value(output.Export.Name, `${path}.Export.Name`) === name) {
          return value(output.Value, `${path}.Value`);
        }
      }
      return undefined;
    },
  };
}

/** The place of the stacks, deployed or not. */
export interface Place {
  stage: string;
  region: string;
  account: string;
}

/** The part of {@link Surroundings} that does not follow from the place itself. */
export type Answers = Pick<Surroundings, 'ref' | 'attribute'>;

/** Templates by the names of their stacks, resolved together: each may import what another exports. */
export function resolveTemplates(
  templates: Record<string, Template>,
  { stage, region, account }: Place,
  answers: Answers,
): Record<string, ResolvedTemplate> {
  const importValue = (name: string): unknown => {
    for (const one of Object.values(resolved)) {
      const value = one.exported(name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const resolved = Object.fromEntries(
    Object.entries(templates).map(([stack, template]) => {
      const name = stackName(stack, stage);
      const pseudoParameters = {
        'AWS::AccountId': account,
        'AWS::Region': region,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': name,
        'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${name}/${stage}`,
      };
      return [stack, resolveTemplate(template, { stack, pseudoParameters, ...answers, importValue })];
    }),
  );
  return resolved;
}

/** The stacks with their resources. */
export const resolvedStacks = (resolved: Record<string, ResolvedTemplate>): Stack[] =>
  Object.entries(resolved).map(([name, one]) => ({ name, resources: one.resources() }));
