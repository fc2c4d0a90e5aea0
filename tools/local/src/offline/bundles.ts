import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { esbuildOf } from './esbuild.ts';
import { type Bundle, ModuleBundle } from './moduleBundle.ts';

export interface BundlesOptions {
  /** Absolute path of the service's folder. */
  dir: string;
  /** Where the bundles go, below `dir`: from there what they leave out is looked up. */
  outputDir: string;
  /** `custom.esbuild` of the service. */
  settings: Record<string, unknown>;
  /** Files on which every bundle depends beside its sources. */
  dependsOn: readonly string[];
  /** Told when a build fails and the last bundle goes on being used. */
  onError(error: Error): void;
}

/**
 * The bundles of a service's functions, built with the settings of its serverless.yml when a function is first called, and
 * again when it is called after one of its sources changed. They are kept over restarts, by the content of the sources.
 */
export class Bundles {
  readonly #options: BundlesOptions;
  readonly #modules = new Map<string, ModuleBundle>();
  #settings: Promise<string> | undefined;

  constructor(options: BundlesOptions) {
    this.#options = options;
  }

  /**
   * The bundle of a handler's module as its sources are now; where these cannot be built, the last one that could.
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
