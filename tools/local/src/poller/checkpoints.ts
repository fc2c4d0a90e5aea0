import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Last processed sequence number by shard, or {@link shardEnd}. */
type Shards = Record<string, string>;

/** The checkpoint of a shard that is closed and processed to its end. */
export const shardEnd = 'SHARD_END';

/**
 * The position of each function in each shard, kept in one JSON file: `{function: {stream ARN: {shard: position}}}`. Of a
 * table's streams, a function keeps positions in the latest only: a new stream (another ARN) starts over.
 */
export class Checkpoints {
  readonly #file: string;
  readonly #positions: Record<string, Record<string, Shards>>;
  #dirty = false;
  #writing: Promise<void> | undefined;

  private constructor(file: string, positions: Record<string, Record<string, Shards>>) {
    this.#file = file;
    this.#positions = positions;
  }

  /** Reads the file; starts empty when there is none. @throws Error when the file is not JSON */
  static async load(file: string): Promise<Checkpoints> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    try {
      return new Checkpoints(file, JSON.parse(text));
    } catch (cause) {
      throw new Error(`${file} is damaged; delete it to process the streams from their start`, { cause });
    }
  }

  /** Positions of a function in this stream by shard; undefined when it has never read from it. */
  of(functionName: string, streamArn: string): Readonly<Shards> | undefined {
    return this.#positions[functionName]?.[streamArn];
  }

  /** Notes a position and writes the file soon; several in quick succession share one write. */
  set(functionName: string, streamArn: string, shardId: string, position: string): void {
    const streams = this.#positions[functionName] ?? {};
    this.#positions[functionName] = streams;
    const table = tableOf(streamArn);
    for (const other of Object.keys(streams)) {
      if (other !== streamArn && tableOf(other) === table) delete streams[other];
    }
    streams[streamArn] = { ...streams[streamArn], [shardId]: position };
    this.#dirty = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    this.#writing.catch(() => {});
  }

  /** Resolves when everything noted is on disk. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    while (this.#dirty) {
      this.#dirty = false;
      await writeFile(`${this.#file}.tmp`, JSON.stringify(this.#positions));
      await rename(`${this.#file}.tmp`, this.#file);
    }
  }
}

function tableOf(streamArn: string): string {
  return streamArn.split('/stream/')[0] ?? streamArn;
}
