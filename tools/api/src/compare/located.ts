import type { Json } from '../document/json.ts';

/** A schema, or another part of a document, with the document that its references point into. */
export interface Located {
  schema: unknown;
  document: Json;
}

/**
 * The object itself, with references followed.
 *
 * @throws Error for a reference without a target
 */
export function resolve({ schema, document }: Located): Json {
  if (schema === true || schema === undefined) return {};
  const { $ref } = schema as Json;
  if (typeof $ref !== 'string') return schema as Json;
  // RFC 6901, section 4: the escapes for `/` and `~` in a pointer.
  const keys = $ref.replace(/^#\//, '').split('/');
  const found = keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>((node, key) => node?.[key], document);
  if (!found) throw new Error(`${$ref} leads nowhere`);
  return resolve({ schema: found, document });
}
