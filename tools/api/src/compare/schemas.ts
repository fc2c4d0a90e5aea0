import { type Located, resolve } from './located.ts';
import { type Excess, excess } from './subset.ts';

const lines = (where: string, what: string, found: Excess[]) =>
  found.map(({ at, why }) => `${where}${at && `: ${at}`} ${what} (${why})`);

/** Why published input would be refused now: an input may be widened, never narrowed. */
export const brokenInput = (where: string, published: Located, current: Located): string[] =>
  lines(where, 'takes less than what was published', excess(published, current));

/**
 * Why readers of the published output would not understand the current one: it may have more fields, but the
 * published fields must stay, with the same values.
 */
export const brokenOutput = (where: string, published: Located, current: Located): string[] => {
  const remaining = fieldNames(current);
  const gone = [...fieldNames(published)].filter((name) => !remaining.has(name));
  return [
    ...gone.map((name) => `${where}: the field ${name} is gone`),
    ...lines(where, 'is not what was published', excess(current, published)).filter(
      (line) => !gone.some((name) => line.startsWith(`${where}: ${name} `)),
    ),
  ];
};

/** Dotted names of all fields in a schema, required or not; a list's elements are `[]`. */
function fieldNames({ schema, document }: Located, at = '', open: unknown[] = []): Set<string> {
  const node = resolve({ schema, document });
  if (open.includes(node)) return new Set();
  const below = (next: unknown, name: string) =>
    fieldNames({ schema: next, document }, name, [...open, node]);
  const members = Object.entries(node['properties'] ?? {}).flatMap(([key, value]) => {
    const name = at ? `${at}.${key}` : key;
    return [name, ...below(value, name)];
  });
  const elements = node['items'] ? [...below(node['items'], `${at}[]`)] : [];
  const choices = [...(node['anyOf'] ?? []), ...(node['oneOf'] ?? [])].flatMap((one) => [...below(one, at)]);
  return new Set([...members, ...elements, ...choices]);
}
