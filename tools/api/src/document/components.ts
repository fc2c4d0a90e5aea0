import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json } from './json.ts';

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * The `components.schemas` of a document. Collects every schema file and shared definition that the document refers
 * to, under its title, and rewrites references to stay inside the document.
 */
export class Components {
  readonly #schemas: string;
  readonly #collected = new Map<string, Json>();

  /** @param schemas folder of the JSON Schemas */
  constructor(schemas: string) {
    this.#schemas = schemas;
  }

  /** A reference to the schema in a file, e.g. `answers/order.json`. */
  async reference(file: string): Promise<Json> {
    const schema = await this.#read(file);
    return this.#component(schema['title'], schema, file);
  }

  /** A reference to a definition of common.json; undefined if it has no such definition. */
  async shared(name: string): Promise<Json | undefined> {
    const definition = (await this.#read('common.json'))['$defs'][name];
    return definition && this.#component(capital(name), definition, 'common.json');
  }

  /** A schema inside the document itself; its references are relative to `file`. */
  async inline(schema: Json, file: string): Promise<Json> {
    const entries = Object.entries(schema).map(async ([key, value]) => [
      key,
      await this.#value(key, value, file),
    ]);
    return Object.assign(
      {},
      ...(await Promise.all(entries)).map(([key, value]) => ({ [key as string]: value })),
    );
  }

  /** In alphabetical order, so that the document does not depend on the order of references. */
  get schemas(): Json {
    return Object.fromEntries([...this.#collected].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async #value(key: string, value: unknown, file: string): Promise<unknown> {
    if (key === '$ref') return (await this.#follow(String(value), file))['$ref'];
    if (Array.isArray(value)) return Promise.all(value.map((one) => this.#value('', one, file)));
    return value !== null && typeof value === 'object' ? this.inline(value, file) : value;
  }

  async #follow(reference: string, from: string): Promise<Json> {
    const [path = '', pointer = ''] = reference.split('#');
    const file = path ? join(dirname(from), path) : from;
    if (!pointer) return this.reference(file);
    const found = file === 'common.json' && (await this.shared(pointer.replace('/$defs/', '')));
    if (!found) throw new Error(`${from}: ${reference} does not lead to a definition of common.json`);
    return found;
  }

  async #component(
    name: string,
    { $schema: _schema, $id: _id, ...schema }: Json,
    file: string,
  ): Promise<Json> {
    if (!this.#collected.has(name)) {
      // Reserve the name before following its references: they may lead back here.
      this.#collected.set(name, {});
      this.#collected.set(name, await this.inline(schema, file));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  async #read(file: string): Promise<Json> {
    return JSON.parse(await readFile(join(this.#schemas, file), 'utf8'));
  }
}
