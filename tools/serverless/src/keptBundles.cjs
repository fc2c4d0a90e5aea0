const { createHash } = require('node:crypto');
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} = require('node:fs');
const { dirname, join } = require('node:path');

/** The folder of kept bundles, set by tests that package one checkout again and again. */
const FOLDER = 'ORDERFLOW_BUNDLES';
const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * Digest of everything that a service's zips depend on: its settings, and every file that may be in a bundle or
 * affects bundling.
 */
function digestOf({ serviceDir, service }) {
  const { outputWorkFolder: _wherever, ...settings } = service.custom.esbuild;
  const handlers = Object.entries(service.functions).map(([name, { handler }]) => [name, handler]);
  const hash = createHash('sha256').update(JSON.stringify([settings, handlers, process.version]));
  // The framework runs in a stand-in for the service's folder.
  const own = dirname(realpathSync(join(serviceDir, 'src')));
  const root = join(own, '../..');
  const folders = [own, ...['packages', 'patches', 'tools/serverless'].map((path) => join(root, path))];
  for (const file of [...folders.flatMap(filesIn), join(root, 'pnpm-lock.yaml')]) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 32);
}

function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/**
 * Functions whose zips were made from the same files before use those zips, instead of being bundled again.
 *
 * @returns a function that keeps the zips once they are made
 */
function useKeptBundles({ serviceDir, service }) {
  const folder = process.env[FOLDER];
  if (!folder) return () => {};
  const functions = Object.entries(service.functions);
  const kept = join(folder, `${service.service}-${digestOf({ serviceDir, service })}`);
  if (!existsSync(kept)) {
    return () => {
      const making = `${kept}.${process.pid}`;
      mkdirSync(making, { recursive: true });
      for (const [name, one] of functions) {
        copyFileSync(join(serviceDir, one.package.artifact), join(making, `${name}.zip`));
      }
      // Rename atomically. If another process was first, its content is the same.
      if (existsSync(kept)) rmSync(making, { recursive: true });
      else renameSync(making, kept);
      removeOld(folder);
    };
  }
  // The folder from which serverless-esbuild moves its bundles.
  const bundled = join(service.custom.esbuild.outputWorkFolder, '.serverless');
  mkdirSync(join(serviceDir, bundled), { recursive: true });
  for (const [name, one] of functions) {
    copyFileSync(join(kept, `${name}.zip`), join(serviceDir, bundled, `${name}.zip`));
    Object.assign(one, { skipEsbuild: true, package: { artifact: join(bundled, `${name}.zip`) } });
  }
  return () => {};
}

function removeOld(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > WEEK_MS) rmSync(path, { recursive: true, force: true });
  }
}

module.exports = { useKeptBundles };
