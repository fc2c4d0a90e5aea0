import { resolve } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { JsonSchema, PublishedSchema } from './schemas.ts';

/** TypeScript types for every schema, and a map from event type to event. */
export async function typesSource(common: JsonSchema, published: PublishedSchema[]): Promise<string> {
  const definitions = common['$defs'] as Record<string, object>;
  const umbrella = {
    title: 'Schemas',
    type: 'object',
    additionalProperties: false,
    required: published.map(({ name }) => name),
    properties: Object.fromEntries(published.map(({ name, schema }) => [name, withoutId(schema)])),
    $defs: Object.fromEntries(Object.entries(definitions).map(([name, def]) => [name, named(name, def)])),
  };
  const source = await compile(local(umbrella) as JSONSchema, 'Schemas', {
    cwd: resolve(import.meta.dirname, '../schemas'),
    bannerComment: '// Generated from schemas/ by `pnpm generate`; do not edit.',
    additionalProperties: true,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  const events = published.filter(({ eventType }) => eventType);
  const map = events.map(({ name, eventType }) => `  '${eventType}': ${name};`);
  return `${source}\n/** Every published event by its CloudEvents type. */\nexport interface Events {\n${map.join('\n')}\n}\n`;
}

const withoutId = ({ $id: _id, $schema: _schema, ...schema }: JsonSchema) => schema;

const named = (name: string, def: object) => ({
  title: name.charAt(0).toUpperCase() + name.slice(1),
  ...def,
});

/** The umbrella schema contains the shared definitions, so references to them become local. */
function local(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"../common.json#', '"#'));
}
