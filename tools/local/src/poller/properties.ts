type Properties = Record<string, unknown>;

/** Reads an optional whole number within Lambda's documented range. @throws Error naming the property and the range. */
export function integer(
  properties: Properties,
  name: string,
  range: { min: number; max: number; fallback: number },
): number {
  const value = properties[name];
  if (value === undefined) return range.fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < range.min || number > range.max) {
    throw new Error(
      `${name} must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(value)}`,
    );
  }
  return number;
}

/** Reads an optional boolean; CloudFormation also takes the strings "true" and "false". */
export function boolean(properties: Properties, name: string, fallback: boolean): boolean {
  const value = properties[name] ?? fallback;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new Error(`${name} must be true or false, not ${JSON.stringify(value)}`);
}

/** Reads a required non-empty string. */
export function string(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name} must be a non-empty string`);
  return value;
}

/** Reads an optional object and refuses keys other than `known`: unsupported settings must not be ignored. */
export function object(properties: Properties, name: string, known: readonly string[]): Properties {
  const value = properties[name] ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${name} must be an object`);
  refuseUnknown(value as Properties, known, name);
  return value as Properties;
}

/** @throws Error naming the first key that is not in `known`. */
export function refuseUnknown(properties: Properties, known: readonly string[], where: string): void {
  const unknown = Object.keys(properties).find((key) => !known.includes(key));
  if (unknown) throw new Error(`the local poller does not know the property ${unknown} of ${where}`);
}
