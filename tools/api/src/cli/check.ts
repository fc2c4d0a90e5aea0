/**
 * Checks that the API documents match the schemas and templates, pass a linter, and do not break users of the
 * published version.
 */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildDocuments, documentFile, documentNames, repository } from '../document/documents.ts';
import { lintDocument } from '../lint.ts';
import { breakingChanges } from '../published.ts';

const findings: string[] = [];
const documents = await buildDocuments();
for (const name of documentNames) {
  const file = documentFile(name);
  const shown = relative(repository, file);
  if ((await readFile(file, 'utf8').catch(() => '')) !== documents[name]) {
    findings.push(`${shown} is out of date: run \`pnpm generate\``);
  }
  if ((await lintDocument(file)) > 0) findings.push(`${shown} does not pass the linter: see above`);
  for (const reason of await breakingChanges(name, documents[name])) {
    findings.push(`breaks the published API: ${reason}`);
  }
}
for (const finding of findings) process.stderr.write(`${finding}\n`);
if (findings.some((finding) => finding.startsWith('breaks'))) {
  process.stderr.write(
    'Publish a new version beside the old one (a new event type, a new path), or, when nobody uses it yet, say so: `pnpm run publish:api --breaking`\n',
  );
}
process.exitCode = findings.length > 0 ? 1 : 0;
