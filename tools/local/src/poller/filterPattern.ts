import { compileOperator, type LeafTest } from './filterOperators.ts';

export type Predicate = (value: unknown) => boolean;

/**
 * Compiles one event pattern: fields are ANDed, the alternatives of a leaf ORed, `$or` holds alternative patterns.
 *
 * @param pattern the parsed pattern
 * @param source the pattern as written, for error messages
 * @throws Error when the pattern is malformed or uses an unknown operator
 */
export function compilePattern(pattern: unknown, source: string): Predicate {
  if (!isObject(pattern)) throw new Error(`filter pattern must be an object: ${source}`);
  const tests = Object.entries(pattern).map(([key, condition]) =>
    key === '$or' ? compileOr(condition, source) : compileField(key, condition, source),
  );
  return (value) => tests.every((test) => test(value));
}

function compileOr(alternatives: unknown, source: string): Predicate {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new Error(`$or needs a list of at least two patterns: ${source}`);
  }
  const predicates = alternatives.map((alternative) => compilePattern(alternative, source));
  return (value) => predicates.some((matches) => matches(value));
}

function compileField(key: string, condition: unknown, source: string): Predicate {
  if (Array.isArray(condition)) {
    const matches = compileLeaf(key, condition, source);
    return (value) => matches(leavesOf(fieldOf(value, key)));
  }
  const nested = compilePattern(condition, source);
  // A list of objects matches when one of its objects matches as a whole.
  return (value) => {
    const field = fieldOf(value, key);
    return Array.isArray(field) ? field.some(nested) : nested(field);
  };
}

function compileLeaf(key: string, alternatives: unknown[], source: string): LeafTest {
  if (alternatives.length === 0)
    throw new Error(`the list of values for "${key}" must not be empty: ${source}`);
  const tests = alternatives.map((alternative) => compileOperator(alternative, source));
  return (leaves) => tests.some((test) => test(leaves));
}

function fieldOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The values an operator looks at: none for a missing field or an object, each element of a list. */
function leavesOf(field: unknown): unknown[] {
  if (Array.isArray(field)) return field.flatMap(leavesOf);
  return field === undefined || isObject(field) ? [] : [field];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
