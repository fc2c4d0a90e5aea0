import { statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Built, hashOf } from './esbuild.ts';

export interface Bundle {
  path: string;
  /** Changes with the bundle's content. */
  version: string;
}

/** Stored beside the bundle, as JSON. */
interface Made {
  /** Hash of the bundle. */
  version: string;
  settings: string;
  /** Hashes of its sources by their absolute paths. */
  inputs: Record<string, string>;
}

export interface ModuleBundleOptions {
  /** Absolute path of the bundle. */
  file: string;
  /** Hash of everything that affects a bundle besides its sources. */
  settings: string;
  build(outfile: string): Promise<Built>;
  onError(error: Error): void;
}

/** How long the last check of the sources is valid. */
const LOOK_MS = 100;
/** How long a failed build is not repeated. Its sources are not all known, so their changes cannot be seen. */
const BROKEN_MS = 1_000;

/** The bundle of one handler's module. */
export class ModuleBundle {
  readonly #options: ModuleBundleOptions;
  /** Time and size of the files when their content was last known to be unchanged. */
  readonly #seen = new Map<string, string>();
  #made: Made | undefined;
  #looking: Promise<Bundle> | undefined;
  #looked = Number.NEGATIVE_INFINITY;
  /** Failure of the last build. */
  #failure: { message: string; at: number } | undefined;

  constructor(options: ModuleBundleOptions) {
    this.#options = options;
  }

  /** @throws Error when it cannot be built and never could */
  async current(): Promise<Bundle> {
    if (this.#made && performance.now() - this.#looked < LOOK_MS) return this.#bundle(this.#made);
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<Bundle> {
    this.#made ??= await this.#load();
    if (!this.#made || (await this.#hasChanged(this.#made))) this.#made = await this.#rebuild(this.#made);
    this.#made = await this.#asItLies(this.#made);
    this.#looked = performance.now();
    return this.#bundle(this.#made);
  }

  #bundle({ version }: Made): Bundle {
    return { path: this.#options.file, version };
  }

  async #load(): Promise<Made | undefined> {
    const { file, settings } = this.#options;
    try {
      const made = JSON.parse(await readFile(`${file}.json`, 'utf8')) as Made;
      return made.settings === settings && made.version === hashOf(await readFile(file)) ? made : undefined;
    } catch {
      return undefined;
    }
  }

  /** Putting another bundle there deploys it: it runs until a source changes. */
  async #asItLies(made: Made): Promise<Made> {
    const { file } = this.#options;
    const look = lookOf(file);
    if (look === this.#seen.get(file)) return made;
    const version = hashOf(await readFile(file));
    this.#seen.set(file, look ?? '');
    return { ...made, version };
  }

  async #hasChanged({ inputs }: Made): Promise<boolean> {
    for (const [path, hash] of Object.entries(inputs)) {
      const look = lookOf(path);
      if (look !== undefined && look === this.#seen.get(path)) continue;
      const content = await readFile(path).catch(() => undefined);
      if (content === undefined || hashOf(content) !== hash) return true;
      this.#seen.set(path, look ?? '');
    }
    return false;
  }

  async #rebuild(last: Made | undefined): Promise<Made> {
    if (last && this.#failure && performance.now() - this.#failure.at < BROKEN_MS) return last;
    try {
      const made = await this.#build();
      this.#failure = undefined;
      return made;
    } catch (error) {
      if (!last) throw error;
      const { message } = error as Error;
      if (message !== this.#failure?.message) this.#options.onError(error as Error);
      this.#failure = { message, at: performance.now() };
      return last;
    }
  }

  async #build(): Promise<Made> {
    const { file, settings, build } = this.#options;
    const { files, inputs } = await build(file);
    const bundle = files.find(({ path }) => path === file);
    const made = { version: hashOf(bundle?.contents ?? ''), settings, inputs };
    await mkdir(dirname(file), { recursive: true });
    for (const { path, contents } of files) await replace(path, contents);
    await replace(`${file}.json`, JSON.stringify(made));
    return made;
  }
}

/** Synchronous: a bundle has a hundred sources, and a call through the thread pool costs twenty times as much. */
function lookOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.mtimeMs} ${found.size}`;
}

/** Replaces a file atomically: a reader gets the old content or the new. */
async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, path);
}
