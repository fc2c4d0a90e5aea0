/** Publishes the current API documents: later changes may not break them; `--breaking` allows it once. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildDocuments, documentNames, publishedFile } from '../document/documents.ts';
import { breakingChanges } from '../published.ts';

const documents = await buildDocuments();
const reasons = await Promise.all(documentNames.map((name) => breakingChanges(name, documents[name])));
for (const reason of reasons.flat()) process.stderr.write(`breaks the published API: ${reason}\n`);

if (reasons.flat().length > 0 && !process.argv.includes('--breaking')) {
  process.stderr.write('Nothing is published: `--breaking` does it all the same\n');
  process.exitCode = 1;
} else {
  for (const name of documentNames) {
    await mkdir(dirname(publishedFile(name)), { recursive: true });
    await writeFile(publishedFile(name), documents[name]);
  }
}
