import { join } from 'node:path';
import { build } from 'esbuild';

export interface Asset {
  type: string;
  body: string;
}

const pageDir = join(import.meta.dirname, '../page');

/** Paths below /console. The script and the styles of each page have the bundle's name. */
const PAGES = [
  { path: '', bundle: 'app', title: 'Orderflow console' },
  { path: 'imports', bundle: 'imports', title: 'Import a file – Orderflow console' },
  { path: 'traces', bundle: 'traces', title: 'Traces – Orderflow console' },
];

/** The HTML of a page is empty: its script renders everything. */
const pageOf = (title: string, bundle: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/console/${bundle}.css" />
    <script type="module" src="/console/${bundle}.js"></script>
  </head>
  <body></body>
</html>
`;

/** The console's pages, scripts and styles by path. They are bundled in memory, which takes some tens of milliseconds. */
export async function bundleAssets(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: PAGES.map(({ bundle }) => join(pageDir, `${bundle}.ts`)),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/console',
    format: 'esm',
    target: 'es2022',
    absWorkingDir: pageDir,
  });
  const file = (name: string) => outputFiles.find(({ path }) => path.endsWith(`/${name}`))?.text ?? '';
  return new Map(
    PAGES.flatMap(({ path, bundle, title }): [string, Asset][] => [
      [path, { type: 'text/html; charset=utf-8', body: pageOf(title, bundle) }],
      [`${bundle}.js`, { type: 'text/javascript; charset=utf-8', body: file(`${bundle}.js`) }],
      [`${bundle}.css`, { type: 'text/css; charset=utf-8', body: file(`${bundle}.css`) }],
    ]),
  );
}
