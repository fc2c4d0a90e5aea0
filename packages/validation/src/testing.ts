import { resolve } from 'node:path';
import fc from 'fast-check';
import { type JsonSchema, readSchemas } from '../scripts/schemas.ts';
import { utcTime } from './time.ts';

type Schema = Record<string, unknown>;

/** The schemas that have a validator, and their common definitions. */
export const publishedSchemas = () => readSchemas(resolve(import.meta.dirname, '../schemas'));

/** Documents that follow a published schema, up to its bounds. */
export async function documents(name: string): Promise<fc.Arbitrary<unknown>> {
  const { common, published } = await publishedSchemas();
  const schema = published.find((one) => one.name === name)?.schema;
  if (!schema) throw new Error(`there is no schema ${name}`);
  return arbitraryOf(schema, common);
}

/** The definition that a schema refers to, or the schema itself. */
export function resolved(schema: Schema, common: JsonSchema): Schema {
  const [, name] = /#\/\$defs\/(\w+)$/.exec(String(schema['$ref'] ?? '')) ?? [];
  return name ? ((common['$defs'] as Record<string, Schema>)[name] ?? {}) : schema;
}

function arbitraryOf(unresolved: Schema, common: JsonSchema): fc.Arbitrary<unknown> {
  const schema = resolved(unresolved, common);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  if (Array.isArray(schema['anyOf']))
    return fc.oneof(...schema['anyOf'].map((one) => arbitraryOf(one, common)));
  const bound = (keyword: string, absent: number) => Number(schema[keyword] ?? absent);
  switch (schema['type']) {
    case 'integer':
      return fc.integer({
        min: bound('minimum', -(2 ** 31)),
        max: bound('maximum', Number.MAX_SAFE_INTEGER),
      });
    case 'array':
      return fc.array(arbitraryOf(schema['items'] as Schema, common), {
        minLength: bound('minItems', 0),
        maxLength: bound('maxItems', 10),
      });
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      const values = Object.fromEntries(properties.map(([name, one]) => [name, arbitraryOf(one, common)]));
      return fc.record(values, {
        requiredKeys: (schema['required'] ?? []) as string[],
        noNullPrototype: true,
      });
    }
    default:
      return text(schema, bound('minLength', 0), bound('maxLength', 50));
  }
}

/** Timestamps with years, offsets and fractions that have caused trouble. */
const timestamp = fc
  .tuple(
    fc.constantFrom('0001-01-01', '0001-01-02', '1969-12-31', '2024-02-29', '9999-12-30', '9999-12-31'),
    fc.constantFrom('00:00:00', '12:34:56.7891', '23:59:59.9999999'),
    fc.constantFrom('Z', '+00:00', '-00:00', '+14:00', '-12:00', '+23:59', '-23:59'),
  )
  .map(([date, time, offset]) => `${date}T${time}${offset}`)
  .filter((one) => utcTime(one) !== undefined);

function text({ format, pattern, not }: Schema, minLength: number, maxLength: number): fc.Arbitrary<string> {
  if (format === 'date-time') return timestamp;
  if (format === 'email') return fc.emailAddress().filter((one) => /^[!-~]{3,254}$/.test(one));
  const refused = ((not as Schema | undefined)?.['enum'] ?? []) as string[];
  if (typeof pattern !== 'string') {
    return fc
      .oneof(
        fc.string({ unit: 'binary', minLength, maxLength }),
        fc.string({ unit: 'binary', minLength: maxLength, maxLength }),
      )
      .filter((one) => !refused.includes(one));
  }
  // Lookaheads cannot be generated, only used as a filter.
  const plain = pattern.replaceAll(/\(\?[=!][^)]*\)/g, '');
  const whole = new RegExp(pattern, 'u');
  return fc
    .stringMatching(new RegExp(plain, 'u'))
    .filter((one) => whole.test(one) && [...one].length <= maxLength);
}

/** The sizes of input whose times are compared. */
const [SMALL, LARGE] = [16_384, 131_072];
/** Quadratic work takes 64 times as long. Linear work takes 8 times as long, and more if others use the cache, too. */
const MOST = 32;
const UNMEASURABLE_MS = 50;
const TRIES = 20;

/**
 * True if the CPU time for an input grows no faster than its size. It compares the best of several runs on two sizes,
 * so far apart that nothing else explains the difference.
 *
 * @param make an input of about this many bytes
 */
export async function isLinear<T>(make: (size: number) => T, run: (input: T) => unknown): Promise<boolean> {
  const small = make(SMALL);
  const large = make(LARGE);
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    best.small = Math.min(best.small, await timeOf(() => run(small)));
    best.large = Math.min(best.large, await timeOf(() => run(large)));
    if (best.large < UNMEASURABLE_MS || best.large < best.small * MOST) return true;
  }
  return false;
}

/** CPU milliseconds of this process. Other processes on the machine do not count. */
async function timeOf(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
