/**
 * Turns schemas/ into src/generated/: standalone ajv validators (no ajv at run time) and TypeScript types.
 * `--check` writes nothing and fails when the checked-in output differs.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readSchemas } from './schemas.ts';
import { typesSource } from './types.ts';
import { validatorFiles } from './validators.ts';

const outDir = resolve(import.meta.dirname, '../src/generated');

async function generate(): Promise<Map<string, string>> {
  const { common, published } = await readSchemas(resolve(import.meta.dirname, '../schemas'));
  return (await validatorFiles(common, published)).set('types.ts', await typesSource(common, published));
}

async function drift(files: Map<string, string>): Promise<string[]> {
  const onDisk = await readdir(outDir).catch(() => []);
  const changed = onDisk.filter((name) => !files.has(name));
  for (const [name, text] of files) {
    const current = await readFile(resolve(outDir, name), 'utf8').catch(() => undefined);
    if (current !== text) changed.push(name);
  }
  return changed;
}

const files = await generate();
const changed = await drift(files);
if (process.argv.includes('--check')) {
  if (changed.length > 0) {
    process.stderr.write(`src/generated is out of date (${changed.join(', ')}): run \`pnpm generate\`\n`);
    process.exitCode = 1;
  }
} else if (changed.length > 0) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  for (const [name, text] of files) await writeFile(resolve(outDir, name), text);
}
