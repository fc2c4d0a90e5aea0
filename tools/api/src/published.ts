import { readFile } from 'node:fs/promises';
import { brokenAsyncApi } from './compare/asyncapi.ts';
import { brokenOpenApi } from './compare/openapi.ts';
import { type DocumentName, publishedFile } from './document/documents.ts';

const compare = { openapi: brokenOpenApi, asyncapi: brokenAsyncApi };

/** Why the document would break its published version; empty if none is published yet. */
export async function breakingChanges(
  name: DocumentName,
  document: string,
  root?: string,
): Promise<string[]> {
  const published = await readFile(publishedFile(name, root), 'utf8').catch(() => undefined);
  return published === undefined ? [] : compare[name](JSON.parse(published), JSON.parse(document));
}
