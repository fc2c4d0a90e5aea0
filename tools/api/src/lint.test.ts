import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type DocumentName, documentFile } from './document/documents.ts';

/** Runs in a separate process: the linter is an ES module, which the tests' transform does not load. */
async function findings(name: DocumentName, from: string, to: string): Promise<number> {
  const file = join(await mkdtemp(join(tmpdir(), 'lint-')), `${name}.json`);
  await writeFile(file, (await readFile(documentFile(name), 'utf8')).replace(from, to));
  const script = `import { lintDocument } from ${JSON.stringify(join(import.meta.dirname, 'lint.ts'))};
    process.exitCode = await lintDocument(${JSON.stringify(file)});`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script]).status ?? -1;
}

test.each<[DocumentName, string, string]>([
  ['openapi', '"operationId": "placeOrder"', '"operationId": "listOrders"'],
  ['openapi', '#/components/schemas/CreateOrder', '#/components/schemas/Nothing'],
  ['asyncapi', '"action": "send"', '"action": "publish"'],
])('the linter refuses the %s document with %s as %s', async (name, from, to) => {
  expect(await findings(name, from, from)).toBe(0);
  expect(await findings(name, from, to)).toBeGreaterThan(0);
});
