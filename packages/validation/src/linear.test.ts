import { expect, test } from '@jest/globals';
import * as validators from './index.ts';
import { parse, ValidationError, type Validator } from './index.ts';
import { isLinear, publishedSchemas, resolved } from './testing.ts';

type Schema = Record<string, unknown>;
/** Makes a document of about this many bytes that is full of one kind of error. */
type Hostile = (size: number) => unknown;

const FILLERS: Record<string, string> = {
  letters: 'a',
  dots: '.',
  spaces: ' ',
  digits: '0',
  'at signs': '@',
  slashes: '/',
  controls: '\u0000',
  surrogates: '\ud800',
  'e-mail ends': 'a@a.',
};

const wrongIn = (name: string, make: Hostile): [string, Hostile] => [name, make];

/** Documents with many errors, for each place in the schema. */
function hostileTo(
  unresolved: Schema,
  common: Awaited<ReturnType<typeof publishedSchemas>>['common'],
  at = '',
): [string, Hostile][] {
  const schema = resolved(unresolved, common);
  const inside = (name: string, child: Schema, wrap: (value: unknown) => unknown) =>
    hostileTo(child, common, `${at}/${name}`).map(([what, make]) =>
      wrongIn(what, (size) => wrap(make(size))),
    );
  if (schema['type'] === 'object') {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    return [
      wrongIn(`${at} unknown names`, (size) =>
        Object.fromEntries(Array.from({ length: size / 8 }, (_, key) => [`k${key}`, 1])),
      ),
      ...properties.flatMap(([name, child]) => inside(name, child, (value) => ({ [name]: value }))),
    ];
  }
  if (schema['type'] === 'array') {
    const { items, maxItems } = schema as { items: Schema; maxItems: number };
    // As many items as allowed, each with its share of the size.
    const shares = hostileTo(items, common, `${at}/*`).map(([what, make]) =>
      wrongIn(what, (size) => Array.from({ length: maxItems }, () => make(size / maxItems))),
    );
    return [
      wrongIn(`${at} nothing`, (size) => Array(Math.ceil(size / 5)).fill(null)),
      wrongIn(`${at} objects`, (size) => Array.from({ length: size / 3 }, () => ({}))),
      ...shares,
    ];
  }
  return Object.entries(FILLERS).map(([name, filler]) =>
    wrongIn(`${at} ${name}`, (size) => filler.repeat(size / filler.length)),
  );
}

test('every schema is checked in time that grows with the document, whatever is wrong with it', async () => {
  const { common, published } = await publishedSchemas();
  const slow: string[] = [];
  for (const { name, schema } of published) {
    const validator = (validators as unknown as Record<string, Validator<unknown>>)[`is${name}`];
    if (!validator) throw new Error(`there is no validator is${name}`);
    const check = (document: unknown) => {
      try {
        parse(validator, document);
      } catch (error) {
        if (!(error instanceof ValidationError)) throw error;
        expect(error.errors.length).toBeLessThanOrEqual(validators.MAX_ERRORS);
        expect(error.message.length).toBeLessThan(20_000);
      }
    };
    for (const [what, make] of hostileTo(schema, common)) {
      if (!(await isLinear(make, check))) slow.push(`${name}${what}`);
    }
  }
  expect(slow).toEqual([]);
}, 300_000);
