import type { Deployment } from '@orderflow/stacks/deployment';
import type { TemplateResource } from '@orderflow/stacks/template';

/**
 * A limit or a refusal that AWS documents and that no engine on this machine reliably enforces. It holds for every
 * stack of every variant of a stage, with all references resolved.
 */
export interface AwsRule {
  /** What must hold, as a sentence. */
  name: string;
  /** The AWS page that documents it. */
  source: string;
  /** Violations by stack and logical id; empty if the rule holds. */
  check(stage: Deployment): string[];
  /** Edits of a compiled stage that must each make the rule fail; the keys describe them. */
  counterexamples: Record<string, (stage: Deployment) => void>;
  /** What may still be wrong if the rule holds: only AWS, or a person, can tell. */
  notProven?: string;
}

/** A resource of a stage. */
export interface Found {
  stack: string;
  id: string;
  /** `orders/OrdersTable`. */
  at: string;
  one: TemplateResource;
  Properties: TemplateResource['Properties'];
}

/** Every resource of a type, in all stacks. */
export function every(stage: Deployment, ...types: string[]): Found[] {
  return Object.entries(stage.stacks).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id, one]) => ({ stack, id, at: `${stack}/${id}`, one, Properties: one.Properties ?? {} })),
  );
}

/** The first resource of a type that matches `which`, for a counterexample to edit. */
export function some(stage: Deployment, type: string, which: (found: Found) => boolean = () => true): Found {
  const found = every(stage, type).find(which);
  if (!found) throw new Error(`the counterexample finds no ${type}`);
  return found;
}

/** The resources of a type that fail `holds`. */
export const failing = (stage: Deployment, type: string, holds: (found: Found) => boolean): string[] =>
  every(stage, type)
    .filter((found) => !holds(found))
    .map(({ at }) => at);

const at = (value: TemplateResource['Properties'], path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

function put(value: TemplateResource['Properties'], path: string[], content: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) value[key] = content;
  else {
    value[key] ??= {};
    put(value[key], rest, content);
  }
}

/** A rule for numbers: each given property is within its limits. Each limit has its own counterexample. */
export function ranges(
  type: string,
  source: string,
  limits: Record<string, [min: number, max: number]>,
  more: Pick<AwsRule, 'notProven'> = {},
): AwsRule {
  const within = (value: unknown, [min, max]: [number, number]) =>
    value === undefined || (Number.isInteger(Number(value)) && Number(value) >= min && Number(value) <= max);
  const entries = Object.entries(limits).map(([path, range]) => ({ path, keys: path.split('.'), range }));
  return {
    name: `${type}: ${Object.entries(limits)
      .map(([path, [min, max]]) => `${path} ${min} to ${max}`)
      .join(', ')}`,
    source,
    ...more,
    check: (stage) =>
      every(stage, type).flatMap(({ at: where, Properties }) =>
        entries
          .filter(({ keys, range }) => !within(at(Properties, keys), range))
          .map(({ path }) => `${where}: ${path} is ${at(Properties, path.split('.'))}`),
      ),
    counterexamples: Object.fromEntries(
      entries.flatMap(({ path, keys, range: [min, max] }) => [
        [`${path} too small`, (stage: Deployment) => put(some(stage, type).Properties, keys, min - 1)],
        [`${path} too large`, (stage: Deployment) => put(some(stage, type).Properties, keys, max + 1)],
      ]),
    ),
  };
}

/** A rule for names: allowed characters and length. */
export function named(
  type: string,
  property: string,
  source: string,
  pattern: RegExp,
  max: number,
  min = 1,
): AwsRule {
  const fits = (name: unknown) =>
    name === undefined ||
    (typeof name === 'string' && name.length >= min && name.length <= max && pattern.test(name));
  const rename = (edit: (name: string) => string) => (stage: Deployment) => {
    const { Properties } = some(stage, type);
    Properties[property] = edit(
      typeof Properties[property] === 'string' ? Properties[property] : 'orderflow',
    );
  };
  return {
    name: `${property} of ${type} has ${min} to ${max} characters of ${pattern.source}`,
    source,
    check: (stage) =>
      every(stage, type)
        .filter(({ Properties }) => !fits(Properties[property]))
        .map(
          ({ at: where, Properties }) =>
            `${where}: ${Properties[property]} (${Properties[property]?.length})`,
        ),
    counterexamples: {
      'a name that is too long': rename((name) => name.padEnd(max + 1, 'x')),
      'a name with a character that is not allowed': rename((name) => `${name}§`),
    },
  };
}

/** Bytes of a value as JSON without white space. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
