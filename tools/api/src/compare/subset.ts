import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../document/json.ts';
import { bounds } from './bounds.ts';
import { type Located, resolve } from './located.ts';

/** A place (dotted field names) where a value of the first schema may be invalid in the other, and why. */
export interface Excess {
  at: string;
  why: string;
}

/** Keywords for people only. `x-…` are annotations, too. */
const ANNOTATIONS = /^(title|description|examples?|default|deprecated|readOnly|writeOnly|\$comment|x-.*)$/;
/** The keywords that are compared below. */
const COMPARED = new Set(
  'type enum const required properties additionalProperties items anyOf oneOf'
    .split(' ')
    .concat(Object.keys(bounds)),
);

/**
 * Why some values of `small` are not values of `big`, as far as the keywords tell; empty if all are. An unknown
 * keyword must be the same in both.
 */
export function excess(small: Located, big: Located, at = '', open: [unknown, unknown][] = []): Excess[] {
  const [a, b] = [resolve(small), resolve(big)];
  // A recursive schema: this pair is already being compared.
  if (open.some(([first, second]) => first === a && second === b)) return [];
  const below: typeof open = [...open, [a, b]];
  const within = (one: unknown, other: unknown, name: string): Excess[] =>
    excess({ ...small, schema: one }, { ...big, schema: other }, name, below);
  const because = (why: string): Excess => ({ at, why });

  if (isDeepStrictEqual(b, {})) return [];
  const choices = alternatives(a);
  if (choices) return choices.flatMap((choice) => within(choice, b, at));
  const accepted = alternatives(b);
  if (accepted) {
    const tried = accepted.map((choice) => within(a, choice, at));
    return tried.some((reasons) => reasons.length === 0) ? [] : [because('fits none of the alternatives')];
  }
  return [
    ...values(a, b).map(because),
    ...Object.entries(bounds).flatMap(([keyword, exceeds]) =>
      exceeds(a[keyword], b[keyword])
        ? [because(`${keyword} ${shown(a[keyword])} against ${shown(b[keyword])}`)]
        : [],
    ),
    ...members(a, b, at, within),
    ...(a['items'] && b['items'] ? within(a['items'], b['items'], `${at}[]`) : []),
    ...unknownKeywords(a, b).map((keyword) =>
      because(`${keyword} ${shown(a[keyword])} against ${shown(b[keyword])}`),
    ),
  ];
}

const shown = (value: unknown) => (value === undefined ? '(none)' : JSON.stringify(value));

const alternatives = ({ anyOf, oneOf }: Json): unknown[] | undefined => anyOf ?? oneOf;

function values(a: Json, b: Json): string[] {
  const listed = (schema: Json): unknown[] | undefined =>
    'const' in schema ? [schema['const']] : schema['enum'];
  const [ours, theirs] = [listed(a), listed(b)];
  if (theirs) {
    if (!ours) return [`any value against one of ${shown(theirs)}`];
    const extra = ours.filter((value) => !theirs.some((other) => isDeepStrictEqual(value, other)));
    return extra.length > 0 ? [`the value ${extra.map(shown).join(', ')}`] : [];
  }
  const types = (schema: Json): string[] | undefined => schema['type'] && [schema['type']].flat();
  const [from, to] = [types(a) ?? ours?.map((value) => typeof value), types(b)];
  const fits = (type: string) => to?.includes(type) || (type === 'integer' && to?.includes('number'));
  return to && !from?.every(fits) ? [`type ${shown(a['type'])} against ${shown(b['type'])}`] : [];
}

function members(
  a: Json,
  b: Json,
  at: string,
  within: (one: unknown, other: unknown, at: string) => Excess[],
): Excess[] {
  const name = (key: string) => (at ? `${at}.${key}` : key);
  const [ours, theirs]: [Json, Json] = [a['properties'] ?? {}, b['properties'] ?? {}];
  const missing = (b['required'] ?? []).filter((key: string) => !a['required']?.includes(key));
  const rest = b['additionalProperties'];
  return [
    ...missing.map((key: string) => ({ at: name(key), why: 'optional against required' })),
    ...Object.keys(ours).flatMap((key) => {
      if (Object.hasOwn(theirs, key)) return within(ours[key], theirs[key], name(key));
      if (rest === false) return [{ at: name(key), why: 'a field that the other forbids' }];
      return rest && typeof rest === 'object' ? within(ours[key], rest, name(key)) : [];
    }),
    ...(rest === false && a['additionalProperties'] !== false && b['properties']
      ? [{ at, why: 'any other field, which the other forbids' }]
      : []),
    ...(isSchema(rest) && isSchema(a['additionalProperties'])
      ? within(a['additionalProperties'], rest, name('*'))
      : []),
  ];
}

const isSchema = (value: unknown) => typeof value === 'object' && value !== null;

function unknownKeywords(a: Json, b: Json): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => !COMPARED.has(key) && !ANNOTATIONS.test(key) && !isDeepStrictEqual(a[key], b[key]),
  );
}
