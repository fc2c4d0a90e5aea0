import type { Json } from '../document/json.ts';
import { resolve } from './located.ts';
import { brokenInput, brokenOutput } from './schemas.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** Why the current HTTP API would break clients of the published one, one sentence each. */
export function brokenOpenApi(published: Json, current: Json): string[] {
  return Object.entries<Json>(published['paths']).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).flatMap((method) => {
      const where = `${method.toUpperCase()} ${path}`;
      const now = current['paths'][path]?.[method];
      if (!now) return [`${where} is gone`];
      const before = { document: published, operation: methods[method] };
      const after = { document: current, operation: now };
      return [
        ...brokenSecurity(where, before, after),
        ...brokenParameters(where, before, after),
        ...brokenBody(where, before, after),
        ...brokenAnswers(where, before, after),
      ];
    }),
  );
}

interface Side {
  document: Json;
  operation: Json;
}

type Compare = (where: string, before: Side, after: Side) => string[];

const brokenSecurity: Compare = (where, before, after) => {
  const needs = ({ operation }: Side): Json => operation['security']?.[0] ?? {};
  const [had, has] = [needs(before), needs(after)];
  return Object.entries<string[]>(has).flatMap(([scheme, scopes]) => [
    ...(had[scheme] ? [] : [`${where}: a token is required now`]),
    ...scopes
      .filter((scope) => !had[scheme]?.includes(scope))
      .map((scope) => `${where}: the scope ${scope} is required now`),
  ]);
};

const brokenParameters: Compare = (where, before, after) => {
  const of = ({ document, operation }: Side) =>
    new Map(
      (operation['parameters'] ?? []).map((one: Json) => {
        const parameter = resolve({ schema: one, document });
        return [`${parameter['in']} parameter ${parameter['name']}`, parameter];
      }),
    ) as Map<string, Json>;
  const [had, has] = [of(before), of(after)];
  const gone = [...had.keys()]
    .filter((name) => !has.has(name))
    .map((name) => `${where}: the ${name} is gone`);
  const changed = [...has].flatMap(([name, parameter]) => {
    const old = had.get(name);
    if (parameter['required'] && !old?.['required']) return [`${where}: the ${name} is required now`];
    return old
      ? brokenInput(
          `${where}, ${name}`,
          { schema: old['schema'], document: before.document },
          { schema: parameter['schema'], document: after.document },
        )
      : [];
  });
  return [...gone, ...changed];
};

const brokenBody: Compare = (where, before, after) => {
  const body = ({ operation, document }: Side) =>
    operation['requestBody'] && resolve({ schema: operation['requestBody'], document });
  const [had, has] = [body(before), body(after)];
  if (has?.required && !had?.required) return [`${where}: a body is required now`];
  return Object.entries<Json>(had?.content ?? {}).flatMap(([type, { schema }]) => {
    const now = has?.content[type];
    if (!now) return [`${where}: a body of ${type} is no longer taken`];
    return brokenInput(
      `${where}, body`,
      { schema, document: before.document },
      { schema: now.schema, document: after.document },
    );
  });
};

const brokenAnswers: Compare = (where, before, after) =>
  Object.keys(before.operation['responses'])
    .filter((status) => status.startsWith('2'))
    .flatMap((status) => {
      const answer = ({ operation, document }: Side) =>
        operation['responses'][status] && resolve({ schema: operation['responses'][status], document });
      const [had, has] = [answer(before), answer(after)];
      if (!has) return [`${where}: it no longer answers ${status}`];
      const headers = Object.keys(had.headers ?? {}).filter((name) => !has.headers?.[name]);
      const contents = Object.entries<Json>(had.content ?? {}).flatMap(([type, { schema }]) => {
        const now = has.content?.[type];
        if (!now) return [`${where}: the answer ${status} is no longer ${type}`];
        return brokenOutput(
          `${where}, answer ${status}`,
          { schema, document: before.document },
          { schema: now.schema, document: after.document },
        );
      });
      return [
        ...headers.map((name) => `${where}: the answer ${status} has lost its header ${name}`),
        ...contents,
      ];
    });
