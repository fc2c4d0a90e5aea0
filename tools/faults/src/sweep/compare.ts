/** The first difference between two JSON values, as one line. */
export function firstDifference(expected: unknown, found: unknown, path = ''): string | undefined {
  if (Object.is(expected, found)) return undefined;
  if (!isObject(expected) || !isObject(found))
    return `${path || '/'} is ${show(found)}, not ${show(expected)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const difference = firstDifference(expected[key], found[key], `${path}/${key}`);
    if (difference) return difference;
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const show = (value: unknown) => (JSON.stringify(value) ?? 'absent').slice(0, 300);
