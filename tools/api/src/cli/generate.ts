/** Writes docs/api/openapi.json and docs/api/asyncapi.json. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildDocuments, documentFile, documentNames } from '../document/documents.ts';

const documents = await buildDocuments();
for (const name of documentNames) {
  await mkdir(dirname(documentFile(name)), { recursive: true });
  await writeFile(documentFile(name), documents[name]);
}
