import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { documentFile } from '../document/documents.ts';

export interface Page {
  headers: Record<string, string>;
  body: Buffer;
}

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const own = (name: string) => join(import.meta.dirname, name);

/**
 * Path -> content type and file. Everything is in this repository or in node_modules: nothing is fetched from
 * elsewhere.
 */
const files: Record<string, readonly [type: string, file: string]> = {
  '/console/api': ['text/html; charset=utf-8', own('index.html')],
  '/console/api/viewer.css': ['text/css', own('viewer.css')],
  '/console/api/viewer.js': ['text/javascript', own('viewer.js')],
  '/console/api/swagger-ui.css': ['text/css', join(swagger, 'swagger-ui.css')],
  '/console/api/swagger-ui-bundle.js': ['text/javascript', join(swagger, 'swagger-ui-bundle.js')],
  '/console/api/openapi.json': ['application/json', documentFile('openapi')],
  '/console/api/asyncapi.json': ['application/json', documentFile('asyncapi')],
};

const headers = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Paths of the page that shows the OpenAPI document and calls the copy that serves it. */
export const viewerPaths: readonly string[] = Object.keys(files);

/** @param path one of {@link viewerPaths} */
export async function viewerPage(path: string): Promise<Page> {
  const [type, file] = files[path] ?? [];
  if (!type || !file) throw new Error(`The viewer has no page ${path}`);
  return { headers: { ...headers, 'content-type': type }, body: await readFile(file) };
}
