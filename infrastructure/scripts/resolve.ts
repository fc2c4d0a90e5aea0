import { attribute, physicalId } from './attributes.ts';
import type { Resource, Template } from './template.ts';

/** The stacks of a stage as they would be deployed: by name, in a region of an account. */
export interface Deployment {
  stage: string;
  region: string;
  account: string;
  /** `base`, `edge`, or the service's name. */
  stacks: Record<string, Template>;
}

/**
 * The stage with every intrinsic function and condition in its resources and outputs replaced by what CloudFormation
 * would put there. Ids that only AWS can tell have the shape that it gives them.
 *
 * @throws Error for an import that no stack exports, and for a function or an attribute that is not known here.
 */
export function resolveDeployment(deployment: Deployment): Deployment {
  const { stacks, stage } = deployment;
  const scopes = Object.entries(stacks).map(
    ([name, template]) => new Scope(template, `orderflow-${name}-${stage}`, deployment, imported),
  );
  function imported(exportName: string): unknown {
    for (const scope of scopes) {
      const value = scope.exported(exportName);
      if (value !== undefined) return value;
    }
    throw new Error(`no stack exports ${exportName}`);
  }
  const resolved = Object.keys(stacks).map((name, index) => [name, scopes[index]?.resolved()]);
  return { ...deployment, stacks: Object.fromEntries(resolved) };
}

/** Stands for a property that `AWS::NoValue` takes away. */
const NO_VALUE = Symbol('no value');

type Conditions = Record<string, unknown>;

class Scope {
  readonly #template: Template & { Conditions?: Conditions };
  readonly #stackName: string;
  readonly #place: Deployment;
  readonly #imported: (name: string) => unknown;

  constructor(
    template: Template,
    stackName: string,
    place: Deployment,
    imported: (exportName: string) => unknown,
  ) {
    this.#template = template;
    this.#stackName = stackName;
    this.#place = place;
    this.#imported = imported;
  }

  resolved(): Template {
    const kept = <T extends { Condition?: string }>(all: Record<string, T> = {}) =>
      Object.entries(all).filter(([, { Condition }]) => this.#holds(Condition));
    const { Resources, Outputs, ...rest } = this.#template;
    return {
      ...rest,
      Resources: Object.fromEntries(kept(Resources).map(([id, one]) => [id, this.#resource(one)])),
      Outputs: Object.fromEntries(
        kept(Outputs).map(([id, one]) => [id, this.value(one) as Template['Outputs'][string]]),
      ),
    };
  }

  exported(name: string): unknown {
    const found = Object.values(this.#template.Outputs ?? {}).find(
      ({ Export, Condition }) => Export && this.value(Export.Name) === name && this.#holds(Condition),
    );
    return found && this.value(found.Value);
  }

  #resource(one: Resource): Resource {
    return { ...one, Properties: this.value(one.Properties ?? {}) as Resource['Properties'] };
  }

  #holds(condition: string | undefined): boolean {
    if (condition === undefined) return true;
    const body = this.#template.Conditions?.[condition];
    if (body === undefined) throw new Error(`no condition ${condition}`);
    return this.value(body) === true;
  }

  value(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => this.value(one)).filter((one) => one !== NO_VALUE);
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    const isFunction = more.length === 0 && /^(Ref|Condition|Fn::\w+)$/.test(key);
    if (isFunction && !(key === 'Condition' && typeof argument !== 'string'))
      return this.#call(key, argument);
    const entries = Object.entries(value).map(([name, inner]) => [name, this.value(inner)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== NO_VALUE));
  }

  // biome-ignore lint/suspicious/noExplicitAny: the arguments of intrinsic functions differ by function.
  #call(name: string, argument: any): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(argument);
      case 'Fn::GetAtt': {
        const [id, attributeName] = Array.isArray(argument) ? argument : argument.split(/\.(.*)/);
        return this.#attribute(id, attributeName);
      }
      case 'Fn::ImportValue':
        return this.#imported(String(this.value(argument)));
      case 'Fn::Join':
        return (this.value(argument[1]) as unknown[]).join(argument[0]);
      case 'Fn::Select':
        return (this.value(argument[1]) as unknown[])[Number(argument[0])];
      case 'Fn::Split':
        return String(this.value(argument[1])).split(argument[0]);
      case 'Fn::Sub':
        return this.#substituted(argument);
      case 'Fn::If':
        return this.value(this.#holds(argument[0]) ? argument[1] : argument[2]);
      case 'Condition':
        return this.#holds(argument);
      case 'Fn::Equals':
        return this.value(argument[0]) === this.value(argument[1]);
      case 'Fn::Not':
        return this.value(argument[0]) !== true;
      case 'Fn::And':
        return argument.every((one: unknown) => this.value(one) === true);
      case 'Fn::Or':
        return argument.some((one: unknown) => this.value(one) === true);
      default:
        throw new Error(`unknown intrinsic function ${name}`);
    }
  }

  #substituted(argument: string | [string, Record<string, unknown>]): string {
    const [text, own] = typeof argument === 'string' ? [argument, {}] : argument;
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return String(this.value((own as Record<string, unknown>)[name]));
      const [id = '', attributeName] = name.split(/\.(.*)/);
      return String(attributeName ? this.#attribute(id, attributeName) : this.#ref(name));
    });
  }

  #ref(name: string): unknown {
    const { region, account } = this.#place;
    const pseudo: Record<string, unknown> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': this.#stackName,
      'AWS::NoValue': NO_VALUE,
    };
    return name in pseudo ? pseudo[name] : this.#attribute(name, 'Ref');
  }

  #attribute(id: string, name: string): unknown {
    const one = this.#template.Resources[id];
    if (!one) throw new Error(`no resource ${id}`);
    const { Properties } = this.#resource(one);
    const named = physicalId(one.Type, Properties, this.#stackName, id);
    return attribute(one.Type, name, { ...this.#place, Properties, name: named, id });
  }
}
