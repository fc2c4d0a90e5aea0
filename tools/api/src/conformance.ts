import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { resolve } from './compare/located.ts';
import { documentFile } from './document/documents.ts';
import type { Json } from './document/json.ts';

export interface GivenAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** An HTTP API returns these statuses before a function runs; on AWS, they are the gateway's own answers. */
const GATEWAY_STATUSES = new Set([401, 403]);

/** Finds differences between answers and the OpenAPI document, including undocumented statuses and fields. */
export class Conformance {
  readonly #document: Json = JSON.parse(readFileSync(documentFile('openapi'), 'utf8'));
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<unknown, ValidateFunction>();

  constructor() {
    formats.default(this.#ajv);
  }

  /** Differences, as sentences. For a path without an operation there are none: the gateway answers it. */
  differences(method: string, path: string, { status, headers, body }: GivenAnswer): string[] {
    const operation = this.#operation(method, path);
    if (!operation || GATEWAY_STATUSES.has(status)) return [];
    const where = `${method} ${path} -> ${status}`;
    if (!operation['responses'][status]) return [`${where} is not documented`];
    const response = this.#resolve(operation['responses'][status]);
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const content = response['content'][type];
    if (!content) return [`${where} has the undocumented content type "${type}"`];
    const missing = Object.entries<Json>(response['headers'] ?? {})
      .filter(([name, header]) => this.#resolve(header)['required'] && !headers.has(name))
      .map(([name]) => `${where} lacks the header ${name}`);
    return [...missing, ...this.#violations(content.schema, body).map((text) => `${where} ${text}`)];
  }

  #operation(method: string, path: string): Json | undefined {
    const segments = path.replace(/\?.*$/, '').split('/');
    const fits = (template: string) => {
      const wanted = template.split('/');
      return (
        wanted.length === segments.length &&
        wanted.every((one, index) => one.startsWith('{') || one === segments[index])
      );
    };
    // A literal path takes precedence over one with parameters (OpenAPI 3.1, section 4.8.8).
    const templates = Object.keys(this.#document['paths']).sort(
      (a, b) => Number(a.includes('{')) - Number(b.includes('{')),
    );
    const methods = templates.filter(fits).map((template) => this.#document['paths'][template]);
    return methods.find((one) => one[method.toLowerCase()])?.[method.toLowerCase()];
  }

  #violations(schema: unknown, body: unknown): string[] {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(this.#closed(schema) as Json);
      this.#validators.set(schema, validate);
    }
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** The schema with its references followed, and without additional fields. */
  #closed(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((one) => this.#closed(one));
    if (schema === null || typeof schema !== 'object') return schema;
    const node = this.#resolve(schema);
    const entries = Object.entries(node).map(([key, value]) => [key, this.#closed(value)]);
    return { ...(node['properties'] ? { additionalProperties: false } : {}), ...Object.fromEntries(entries) };
  }

  #resolve(schema: unknown): Json {
    return resolve({ schema, document: this.#document });
  }
}
