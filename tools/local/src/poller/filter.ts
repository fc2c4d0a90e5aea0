import { compilePattern, type Predicate } from './filterPattern.ts';

/** True if a record, as the function would receive it, passes the mapping's filter criteria. */
export type Filter = (record: Record<string, unknown>) => boolean;

/**
 * Compiles the patterns of an event source mapping's FilterCriteria: a record passes when it matches at least one. Without
 * patterns, every record passes.
 *
 * @param keys the only top-level keys that patterns may use, where the event source has such a limit
 * @throws Error on invalid JSON, an operator that Lambda does not document or a key outside `keys`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function compileFilter(patterns: readonly string[], keys?: readonly string[]): Filter {
  if (patterns.length === 0) return () => true;
  const predicates = patterns.map((pattern) => compileOne(pattern, keys));
  return (record) => {
    const candidate = withParsedBody(record);
    return predicates.some((matches) => matches(candidate));
  };
}

function compileOne(pattern: string, keys?: readonly string[]): Predicate {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch (cause) {
    throw new Error(`filter pattern is not JSON: ${pattern}`, { cause });
  }
  const unsupported = keys && Object.keys(parsed ?? {}).find((key) => !keys.includes(key));
  if (unsupported)
    throw new Error(`filter pattern may only use ${keys.join(', ')}, not ${unsupported}: ${pattern}`);
  return compilePattern(parsed, pattern);
}

/**
 * SQS bodies are matched as JSON where they are JSON and as plain strings otherwise.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
function withParsedBody(record: Record<string, unknown>): Record<string, unknown> {
  if (typeof record['body'] !== 'string') return record;
  try {
    return { ...record, body: JSON.parse(record['body']) };
  } catch {
    return record;
  }
}
