import { _, type KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * Puts our `items` in the place of ajv's, which looks at every item of an array that is too long already and collects
 * the errors of all of them. Ours looks at no more items than `maxItems` allows, so a document has no more errors from
 * its arrays than the schema has room for.
 */
export function boundItems(ajv: Ajv2020): void {
  ajv.removeKeyword('items');
  ajv.addKeyword({
    keyword: 'items',
    type: 'array',
    schemaType: ['object', 'boolean'],
    before: 'uniqueItems',
    code,
  });
}

function code(cxt: KeywordCxt): void {
  const { gen, data, it, parentSchema, keyword } = cxt;
  const { maxItems } = parentSchema;
  if (cxt.schema === true) return;
  // Nothing beside it may take the items for unevaluated.
  it.items = true;
  const all = gen.let('all', true);
  // Only ajv's own schema of schemas has arrays without a bound.
  const length = gen.const(
    'len',
    maxItems === undefined ? _`${data}.length` : _`Math.min(${data}.length, ${maxItems})`,
  );
  gen.forRange('i', 0, length, (index) => {
    const valid = gen.name('valid');
    // 0 is the type of a number in ajv's enum `Type`, which exists for TypeScript only.
    cxt.subschema({ keyword, dataProp: index, dataPropType: 0 }, valid);
    gen.if(_`!${valid}`, () => {
      gen.assign(all, false);
      if (!it.allErrors) gen.break();
    });
  });
  cxt.ok(all);
}

/** @throws Error that names the place of an array whose items have a schema, but no bound. */
export function requireBounds(schema: unknown, at: string): void {
  if (schema === null || typeof schema !== 'object') return;
  if ('items' in schema && !('maxItems' in schema)) throw new Error(`${at} has items but no maxItems`);
  for (const [key, value] of Object.entries(schema)) requireBounds(value, `${at}/${key}`);
}
