import type { Json } from '../document/json.ts';

/** A schema, or another part of a document, with the document that its references lead into. */
export interface Located {
  schema: unknown;
  document: Json;
}

/**
 * The object itself, behind its references.
 *
 * @throws Error when a reference leads nowhere
 */
export function resolve({ schema, document }: Located): Json {
  if (schema === true || schema === undefined) return {};
  const { $ref } = schema as Json;
  if (typeof $ref !== 'string') return schema as Json;
  // RFC 6901, section 4: how a pointer writes `/` and `~`.
  const keys = $ref.replace(/^#\//, '').split('/');
  const found = keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>((node, key) => node?.[key], document);
  if (!found) throw new Error(`${$ref} leads nowhere`);
  return resolve({ schema: found, document });
}
