import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Asset {
  type: string;
  body: string;
}

const pageDir = join(import.meta.dirname, '../page');

/** The console's page, script and styles by path; bundled in memory, in some tens of milliseconds. */
export async function bundleAssets(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: [join(pageDir, 'app.ts')],
    bundle: true,
    minify: true,
    write: false,
    outdir: '/console',
    format: 'esm',
    target: 'es2022',
    absWorkingDir: pageDir,
  });
  const file = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return new Map([
    ['', { type: 'text/html; charset=utf-8', body: await readFile(join(pageDir, 'index.html'), 'utf8') }],
    ['app.js', { type: 'text/javascript; charset=utf-8', body: file('.js') }],
    ['app.css', { type: 'text/css; charset=utf-8', body: file('.css') }],
  ]);
}
