import { _, type KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * Replaces ajv's `items`. That checks every item even of an array that is too long, and collects the errors of all of
 * them. Ours checks no more items than `maxItems` allows, which bounds the errors that a document's arrays can have.
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
  // Tells the keywords beside it that the items are evaluated.
  it.items = true;
  const all = gen.let('all', true);
  // Only ajv's own meta-schema has arrays without a bound.
  const length = gen.const(
    'len',
    maxItems === undefined ? _`${data}.length` : _`Math.min(${data}.length, ${maxItems})`,
  );
  gen.forRange('i', 0, length, (index) => {
    const valid = gen.name('valid');
    // 0 is the type of a number in ajv's enum `Type`, which exists only in TypeScript.
    cxt.subschema({ keyword, dataProp: index, dataPropType: 0 }, valid);
    gen.if(_`!${valid}`, () => {
      gen.assign(all, false);
      if (!it.allErrors) gen.break();
    });
  });
  cxt.ok(all);
}

/** @throws Error that names the place of an array with a schema for its items, but without a bound. */
export function requireBounds(schema: unknown, at: string): void {
  if (schema === null || typeof schema !== 'object') return;
  if ('items' in schema && !('maxItems' in schema)) throw new Error(`${at} has items but no maxItems`);
  for (const [key, value] of Object.entries(schema)) requireBounds(value, `${at}/${key}`);
}
