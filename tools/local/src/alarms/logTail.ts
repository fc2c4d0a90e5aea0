import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of one read. A busy service's log needs several calls; of a longer line only the end is read. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Follows the log files of a folder, starting at their ends. */
export class LogTail {
  readonly #dir: string;
  readonly #offsets = new Map<string, number>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Complete lines that were written since the last call, by file name without `.log`. */
  async read(): Promise<Map<string, string[]>> {
    const names = (await readdir(this.#dir).catch(() => [])).filter((name) => name.endsWith('.log'));
    const entries = await Promise.all(
      names.map(async (name) => [name.slice(0, -4), await this.#readFile(name)] as const),
    );
    return new Map(entries);
  }

  async #readFile(name: string): Promise<string[]> {
    const file = await open(join(this.#dir, name));
    try {
      const { size } = await file.stat();
      const known = this.#offsets.get(name) ?? size;
      const from = known > size ? 0 : known;
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(size - from, MOST_BYTES)), {
        position: from,
      });
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      const isTooLong = end === 0 && bytesRead === MOST_BYTES;
      this.#offsets.set(name, from + (isTooLong ? bytesRead : end));
      return buffer.subarray(0, end).toString().split('\n').filter(Boolean);
    } finally {
      await file.close();
    }
  }
}
