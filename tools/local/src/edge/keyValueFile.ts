import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * This copy's key-value store of the edge, in a file. Weights of the experiment can change at runtime and survive a
 * restart.
 */
export class KeyValueFile {
  readonly #path: string;
  #keys: Promise<Record<string, string>> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Error when there is no such key */
  async get(key: string): Promise<string> {
    const value = (await this.#read())[key];
    if (value === undefined) throw new Error(`KeyNotFound: ${key}`);
    return value;
  }

  async put(key: string, value: string): Promise<void> {
    const keys = { ...(await this.#read()), [key]: value };
    this.#keys = Promise.resolve(keys);
    await mkdir(dirname(this.#path), { recursive: true });
    await writeFile(`${this.#path}.new`, JSON.stringify(keys));
    await rename(`${this.#path}.new`, this.#path);
  }

  #read(): Promise<Record<string, string>> {
    this.#keys ??= readFile(this.#path, 'utf8').then(JSON.parse, () => ({}));
    return this.#keys;
  }
}
