import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Bundles } from './bundles.ts';

let dir: string;
let errors: string[];

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'orderflow-bundles-')));
  errors = [];
  mkdirSync(join(dir, 'src/handlers'), { recursive: true });
  write('lock.yaml', '1');
  write('package.json', '{}');
  write('src/price.ts', 'export const price: number = 1;');
  write(
    'src/handlers/quote.ts',
    "import { S3 } from '@aws-sdk/client-s3'; import { price } from '../price.ts'; export const handler = () => [price, S3];",
  );
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (path: string, content: string) => writeFileSync(join(dir, path), content);

/** Opens the bundles as a start does. */
const open = (settings: Record<string, unknown> = {}) =>
  new Bundles({
    dir,
    outputDir: join(dir, '.bundles'),
    settings: {
      bundle: true,
      format: 'cjs',
      platform: 'node',
      exclude: ['@aws-sdk/*'],
      outputFileExtension: '.js',
      concurrency: 1,
      ...settings,
    },
    dependsOn: [join(dir, 'lock.yaml')],
    onError: ({ message }) => errors.push(message),
  });

/** Waits for a changed bundle: a check of the sources may be a moment old. */
async function until(bundles: Bundles, changed: (version: string) => boolean) {
  for (;;) {
    const bundle = await bundles.current('src/handlers/quote');
    if (changed(bundle.version)) return bundle;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a bundle holds what its settings leave in', async () => {
  const { path } = await open().current('src/handlers/quote');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('var price = 1');
  expect(text).toContain('require("@aws-sdk/client-s3")');
});

test('an edit of any source is in the next bundle, and a touch makes no other', async () => {
  const bundles = open();
  const { version, path } = await bundles.current('src/handlers/quote');
  write('src/price.ts', 'export const price: number = 2;');
  const edited = await until(bundles, (one) => one !== version);
  expect(readFileSync(path, 'utf8')).toContain('var price = 2');
  write('src/price.ts', 'export const price: number = 2;');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await bundles.current('src/handlers/quote')).toEqual(edited);
});

test('a bundle is kept over a restart, unless a source or what it depends on changed meanwhile', async () => {
  const first = await open().current('src/handlers/quote');
  const kept = readFileSync(first.path, 'utf8');
  // A build replaces the file, so its inode changes.
  const { ino } = statSync(first.path);
  expect(await open().current('src/handlers/quote')).toEqual(first);
  expect(statSync(first.path).ino).toBe(ino);

  write('src/price.ts', 'export const price: number = 3;');
  expect((await open().current('src/handlers/quote')).version).not.toBe(first.version);
  write('src/price.ts', 'export const price: number = 1;');
  expect((await open().current('src/handlers/quote')).version).toBe(first.version);
  expect(readFileSync(first.path, 'utf8')).toBe(kept);

  const before = statSync(first.path).ino;
  write('lock.yaml', '2');
  await open().current('src/handlers/quote');
  expect(statSync(first.path).ino).not.toBe(before);
  expect((await open({ minify: true }).current('src/handlers/quote')).version).not.toBe(first.version);
});

test('while a source is broken the last bundle goes on running, with one message; then the next', async () => {
  const bundles = open();
  const first = await bundles.current('src/handlers/quote');
  write('src/price.ts', 'export const price: number = ;');
  while (errors.length === 0) {
    expect(await bundles.current('src/handlers/quote')).toEqual(first);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await bundles.current('src/handlers/quote')).toEqual(first);
  expect(errors).toEqual([expect.stringContaining('price.ts:1:29: ERROR: Unexpected ";"')]);
  write('src/price.ts', 'export const price: number = 4;');
  const mended = await until(bundles, (one) => one !== first.version);
  expect(readFileSync(mended.path, 'utf8')).toContain('var price = 4');
});

test('what never could be built fails with what is wrong', async () => {
  write('src/price.ts', 'export const price: number = ;');
  await expect(open().current('src/handlers/quote')).rejects.toThrow('ERROR: Unexpected ";"');
  await expect(open().current('src/handlers/none')).rejects.toThrow('src/handlers/none.ts');
});

test('a bundle that somebody puts there is run, until a source changes', async () => {
  const bundles = open();
  const { path, version } = await bundles.current('src/handlers/quote');
  writeFileSync(path, 'exports.handler = () => "broken";');
  const other = await until(bundles, (now) => now !== version);
  expect(readFileSync(other.path, 'utf8')).toContain('broken');
  write('src/price.ts', 'export const price: number = 2;');
  const built = await until(bundles, (now) => now !== other.version);
  expect(readFileSync(built.path, 'utf8')).toContain('var price = 2');
});
