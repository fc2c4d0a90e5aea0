import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { useKeptBundles } from './keptBundles.cjs';

let root: string;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orderflow-kept-'));
  process.env['ORDERFLOW_BUNDLES'] = join(root, 'bundles');
  for (const path of [
    'services/shop/src/quote.ts',
    'services/shop/node_modules/big/index.js',
    'packages/domain/src/price.ts',
    'patches/one.patch',
    'tools/serverless/src/plugin.cjs',
    'pnpm-lock.yaml',
  ])
    write(path, '1');
});
afterEach(() => {
  delete process.env['ORDERFLOW_BUNDLES'];
  rmSync(root, { recursive: true });
});

const shop = (settings: Record<string, unknown> = {}) => ({
  serviceDir: join(root, 'services/shop'),
  service: {
    service: 'shop',
    custom: { esbuild: { outputWorkFolder: `.esbuild-${Math.random()}`, ...settings } },
    functions: { quote: { handler: 'src/quote.handler' } } as Record<
      string,
      { handler: string; skipEsbuild?: boolean; package?: { artifact: string } }
    >,
  },
});

/** Packages like the framework and its bundler. @returns the zip, and whether it was bundled */
function packageShop(zip: string, settings?: Record<string, unknown>) {
  const one = shop(settings);
  const { quote } = one.service.functions;
  if (!quote) throw new Error('no function');
  const keep = useKeptBundles(one);
  const bundled = !quote.skipEsbuild;
  if (bundled) {
    write('services/shop/.serverless/quote.zip', zip);
    quote.package = { artifact: '.serverless/quote.zip' };
  }
  keep();
  return { bundled, zip: readFileSync(join(one.serviceDir, String(quote.package?.artifact)), 'utf8') };
}

test('the same sources are bundled once', () => {
  expect(packageShop('first')).toEqual({ bundled: true, zip: 'first' });
  write('services/shop/node_modules/big/index.js', '2');
  expect(packageShop('second')).toEqual({ bundled: false, zip: 'first' });
});

test.each([
  'services/shop/src/quote.ts',
  'services/shop/src/other.ts',
  'packages/domain/src/price.ts',
  'patches/one.patch',
  'tools/serverless/src/plugin.cjs',
  'pnpm-lock.yaml',
])('whoever changes %s gets new ones', (path) => {
  packageShop('first');
  write(path, '2');
  expect(packageShop('second')).toEqual({ bundled: true, zip: 'second' });
});

test('so does who has another setting, and who does not ask for kept ones', () => {
  packageShop('first');
  expect(packageShop('second', { minify: false })).toEqual({ bundled: true, zip: 'second' });
  delete process.env['ORDERFLOW_BUNDLES'];
  expect(packageShop('third')).toEqual({ bundled: true, zip: 'third' });
});

test('what was made a week ago goes', () => {
  packageShop('first');
  write('bundles/shop-old/quote.zip', 'old');
  const old = new Date(Date.now() - 8 * 86_400_000);
  utimesSync(join(root, 'bundles/shop-old'), old, old);
  packageShop('second', { minify: false });
  expect(() => readFileSync(join(root, 'bundles/shop-old/quote.zip'))).toThrow('ENOENT');
});
