/** What an intrinsic function may use of its template. */
export interface Evaluation {
  /** Resolves a node inside the function's argument; `step` names it in errors, e.g. `[1]`. */
  value(node: unknown, step?: string): unknown;
  condition(node: unknown, step?: string): boolean;
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  importValue(name: string): unknown;
  fail(message: string): never;
}

type IntrinsicFunction = (argument: unknown, at: Evaluation) => unknown;

/** The supported intrinsic functions, by the key they have in a template. */
export const functions: Record<string, IntrinsicFunction> = {
  Ref: (name, at) => at.ref(text(name, at)),

  'Fn::GetAtt': (argument, at) => {
    const [logicalId, ...name] = typeof argument === 'string' ? argument.split('.') : list(argument, at);
    return at.attribute(text(logicalId, at), name.map((part) => text(at.value(part), at)).join('.'));
  },

  'Fn::Sub': (argument, at) => {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return text(template, at).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) =>
      literal ? `\${${name}}` : text(substitute(name.trim(), variables, at), at),
    );
  },

  'Fn::Join': (argument, at) => {
    const [separator, parts] = list(argument, at);
    return list(at.value(parts, '[1]'), at)
      .map((part) => text(part, at))
      .join(text(separator, at));
  },

  'Fn::Select': (argument, at) => {
    const [index, choices] = list(argument, at);
    const values = list(at.value(choices, '[1]'), at);
    return values[Number(at.value(index))] ?? at.fail(`has no element ${JSON.stringify(index)}`);
  },

  'Fn::Split': (argument, at) => {
    const [separator, source] = list(argument, at);
    return text(at.value(source, '[1]'), at).split(text(separator, at));
  },

  'Fn::If': (argument, at) => {
    const [name, then, otherwise] = list(argument, at);
    return at.condition({ Condition: name }) ? at.value(then, '[1]') : at.value(otherwise, '[2]');
  },

  'Fn::Equals': (argument, at) => {
    const [left, right] = list(argument, at).map((side) => at.value(side));
    return String(left) === String(right);
  },

  'Fn::And': (argument, at) => list(argument, at).every((node) => at.condition(node)),
  'Fn::Or': (argument, at) => list(argument, at).some((node) => at.condition(node)),
  'Fn::Not': (argument, at) => !at.condition(list(argument, at)[0]),

  'Fn::ImportValue': (argument, at) => at.importValue(text(at.value(argument), at)),
};

function substitute(name: string, variables: unknown, at: Evaluation): unknown {
  const own = variables as Record<string, unknown>;
  if (Object.hasOwn(own, name)) {
    return at.value(own[name], `[1].${name}`);
  }
  const [logicalId = '', ...attribute] = name.split('.');
  return attribute.length > 0 ? at.attribute(logicalId, attribute.join('.')) : at.ref(name);
}

function text(value: unknown, at: Evaluation): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return at.fail(`needs a string, not ${JSON.stringify(value)}`);
}

function list(value: unknown, at: Evaluation): unknown[] {
  return Array.isArray(value) ? value : at.fail(`needs a list, not ${JSON.stringify(value)}`);
}
