import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface JsonSchema {
  $id: string;
  title: string;
  [keyword: string]: unknown;
}

/** A schema that gets a validator and a type, under its title. */
export interface PublishedSchema {
  /** Name of the validator and of the type, e.g. `CreateOrder`. */
  name: string;
  schema: JsonSchema;
  /** CloudEvents type, for events only. */
  eventType?: string;
}

/** Reads the schema folder. A file events/<type>.json holds an event's `data`; its envelope is added here. */
export async function readSchemas(
  dir: string,
): Promise<{ common: JsonSchema; published: PublishedSchema[] }> {
  const read = async (...path: string[]): Promise<JsonSchema> =>
    JSON.parse(await readFile(join(dir, ...path), 'utf8'));
  const list = async (folder: string) => (await readdir(join(dir, folder))).sort();

  const published: PublishedSchema[] = [];
  for (const folder of ['http', 'messages', 'csv']) {
    for (const file of await list(folder)) {
      const schema = await read(folder, file);
      published.push({ name: schema.title, schema });
    }
  }
  const envelope = await read('cloud-event.json');
  for (const file of await list('events')) {
    const eventType = file.replace(/\.json$/, '');
    published.push(event(envelope, await read('events', file), eventType));
  }
  return { common: await read('common.json'), published };
}

function event(envelope: JsonSchema, data: JsonSchema, eventType: string): PublishedSchema {
  const properties = envelope['properties'] as Record<string, unknown>;
  const { $schema: _schema, $id, title, ...dataSchema } = data;
  const schema = {
    ...envelope,
    $id,
    title: `${title}Event`,
    description: String(data['description']),
    properties: rebase({
      ...properties,
      type: { const: eventType },
      data: { ...dataSchema, title: `${title}Data` },
    }),
  };
  return { name: schema.title, schema, eventType };
}

/** The envelope is one folder above the events, so its references to common.json need another `../`. */
function rebase<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"common.json#', '"../common.json#'));
}
