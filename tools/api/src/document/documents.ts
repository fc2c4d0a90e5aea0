import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { asyncApi } from './asyncapi.ts';
import type { Json } from './json.ts';
import { openApi } from './openapi.ts';
import { readRoutes } from './routes.ts';

export const repository = resolve(import.meta.dirname, '../../../..');

/** The paths of a checkout's documents, and of their last published version. */
export const documentFile = (name: DocumentName, root = repository) => join(root, 'docs/api', `${name}.json`);
export const publishedFile = (name: DocumentName, root = repository) =>
  join(root, 'docs/api/published', `${name}.json`);

export type DocumentName = 'openapi' | 'asyncapi';
export const documentNames: DocumentName[] = ['openapi', 'asyncapi'];

/** Both documents as text, generated from the schemas and templates of a checkout. */
export async function buildDocuments(root = repository): Promise<Record<DocumentName, string>> {
  const schemas = join(root, 'packages/validation/schemas');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return {
    openapi: text(await openApi(schemas, await readRoutes(), version)),
    asyncapi: text(await asyncApi(schemas, version)),
  };
}

const text = (document: Json) => `${JSON.stringify(document, null, 2)}\n`;
