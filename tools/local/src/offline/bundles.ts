import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { esbuildOf } from './esbuild.ts';
import { type Bundle, ModuleBundle } from './moduleBundle.ts';

export interface BundlesOptions {
  /** Absolute path of the service's folder. */
  dir: string;
  /** Folder for the bundles, below `dir`: packages outside the bundle are resolved from there. */
  outputDir: string;
  /** `custom.esbuild` of the service. */
  settings: Record<string, unknown>;
  /** Files on which every bundle depends besides its sources. */
  dependsOn: readonly string[];
  /** Called when a build fails and the last bundle stays in use. */
  onError(error: Error): void;
}

/**
 * The bundles of a service's functions. A bundle is built with the settings of serverless.yml when its function is first
 * called, and again when the function is called after a source changed. It is kept over restarts with hashes of its
 * sources.
 */
export class Bundles {
  readonly #options: BundlesOptions;
  readonly #modules = new Map<string, ModuleBundle>();
  #settings: Promise<string> | undefined;

  constructor(options: BundlesOptions) {
    this.#options = options;
  }

  /**
   * The bundle of a handler's module from its current sources. If they cannot be built, the last one that could.
   *
   * @param module path in the service's folder, without its extension
   * @throws Error with esbuild's messages when there has been none
   */
  async current(module: string): Promise<Bundle> {
    const { dir, outputDir, settings, dependsOn, onError } = this.#options;
    this.#settings ??= hashOf(settings, dependsOn);
    const known = await this.#settings;
    const one =
      this.#modules.get(module) ??
      new ModuleBundle({
        file: join(outputDir, `${module}.js`),
        settings: known,
        build: (outfile) => esbuildOf(dir, settings, join(dir, module), outfile),
        onError,
      });
    this.#modules.set(module, one);
    return one.current();
  }
}

async function hashOf(settings: object, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}
