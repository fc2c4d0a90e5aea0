import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Asset {
  type: string;
  body: string;
}

const pageDir = join(import.meta.dirname, '../page');

/** The console's pages, scripts and styles by path; bundled in memory, in some tens of milliseconds. */
export async function bundleAssets(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: ['app.ts', 'imports.ts', 'traces.ts'].map((name) => join(pageDir, name)),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/console',
    format: 'esm',
    target: 'es2022',
    absWorkingDir: pageDir,
  });
  const file = (name: string) => outputFiles.find(({ path }) => path.endsWith(`/${name}`))?.text ?? '';
  const page = async (name: string) => ({
    type: 'text/html; charset=utf-8',
    body: await readFile(join(pageDir, name), 'utf8'),
  });
  const script = (name: string) => ({ type: 'text/javascript; charset=utf-8', body: file(name) });
  const styles = (name: string) => ({ type: 'text/css; charset=utf-8', body: file(name) });
  return new Map([
    ['', await page('index.html')],
    ['app.js', script('app.js')],
    ['app.css', styles('app.css')],
    ['imports', await page('imports.html')],
    ['imports.js', script('imports.js')],
    ['imports.css', styles('imports.css')],
    ['traces', await page('traces.html')],
    ['traces.js', script('traces.js')],
    ['traces.css', styles('traces.css')],
  ]);
}
