import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, sep } from 'node:path';
import type { BuildOptions, Loader, OutputFile, Plugin } from 'esbuild';

/** A build that is not written to disk yet. */
export interface Built {
  files: readonly Pick<OutputFile, 'path' | 'contents'>[];
  /** Hashes of its sources by their absolute paths, without those of packages. */
  inputs: Record<string, string>;
}

/** Settings of serverless-esbuild itself; all others are esbuild's. */
const OF_THE_PLUGIN = new Set([
  'concurrency',
  'exclude',
  'outputFileExtension',
  'outputWorkFolder',
  'plugins',
  'skipRebuild',
  'watch',
]);
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const LOADERS: Record<string, Loader> = { '.ts': 'ts', '.mts': 'ts', '.json': 'json' };
/** esbuild is stopped when idle: its process never gives memory back, and starts quickly. */
const IDLE_MS = 2_000;

let working = 0;
let idle: NodeJS.Timeout | undefined;

/**
 * Builds one bundle as serverless-esbuild does.
 *
 * @param dir the service's folder
 * @param settings `custom.esbuild`
 * @param entry path of the handler's module without its extension
 * @param outfile where the bundle is to be: source maps refer to it
 */
export async function esbuildOf(
  dir: string,
  settings: Record<string, unknown>,
  entry: string,
  outfile: string,
): Promise<Built> {
  const require = createRequire(join(dir, 'package.json'));
  // A copy that has all of its bundles does not need esbuild.
  const { build, stop } = await import('esbuild');
  const { exclude, plugins } = settings as { exclude?: string[]; plugins?: string };
  const extension = EXTENSIONS.find((one) => existsSync(entry + one));
  if (!extension) throw new Error(`there is no ${entry}.ts`);
  const options = Object.fromEntries(Object.entries(settings).filter(([name]) => !OF_THE_PLUGIN.has(name)));
  clearTimeout(idle);
  working += 1;
  const inputs: Built['inputs'] = {};
  try {
    const built = await build({
      ...(options as BuildOptions),
      absWorkingDir: dir,
      entryPoints: [entry + extension],
      outfile,
      external: exclude ?? [],
      plugins: [...(plugins ? require(join(dir, plugins)) : []), recording(inputs)],
      logLevel: 'silent',
      write: false,
    });
    return { files: built.outputFiles, inputs };
  } finally {
    working -= 1;
    idle = setTimeout(() => working === 0 && stop(), IDLE_MS).unref();
  }
}

/** Records the content that goes into the bundle. Reading it later could find newer content. */
function recording(inputs: Built['inputs']): Plugin {
  return {
    name: 'record-inputs',
    setup: (build) =>
      build.onLoad({ filter: /\.(m?ts|[cm]?js|json)$/, namespace: 'file' }, async ({ path }) => {
        if (path.includes(`${sep}node_modules${sep}`)) return undefined;
        const contents = await readFile(path);
        inputs[path] = hashOf(contents);
        return { contents, loader: LOADERS[extname(path)] ?? 'js' };
      }),
  };
}

export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
