import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isTooLong, keyOf, pathOf } from './objectName.ts';

const require = createRequire(import.meta.url);
const S3Error = require('s3rver/lib/models/error') as new (code: string, message: string) => Error;
const S3Object = require('s3rver/lib/models/object') as new (...parts: unknown[]) => StoredObject;

interface StoredObject {
  bucket: string;
  key: string;
  content: Readable | Buffer;
  metadata: object;
}
interface ListOptions {
  delimiter?: string;
  startAfter?: string;
  prefix?: string;
  maxKeys?: number;
}
interface Written {
  size: number;
  md5: string;
}
/** What is taken over of s3rver's own store. */
interface Base {
  rootDirectory: string;
  getBucketPath(bucket: string): string;
  getMetadata(bucket: string, key: string): Promise<object>;
  putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>;
}
const FilesystemStore = require('s3rver/lib/stores/filesystem') as new (rootDirectory: string) => Base;

const OBJECT = '._S3rver_object';
const KEPT = ['object', 'object.md5', 'metadata.json'];
const bytesOf = (key: string) => Buffer.from(key);

/**
 * s3rver's store with any key as a name inside its bucket, and with every error of the file system as an answer: its
 * own dies of a name that is too long or a full disk, and takes `..` for the folder above. A file is written beside its
 * place and moved there, so that a broken upload leaves the object as it was.
 */
export class ObjectStore extends FilesystemStore {
  getResourcePath(bucket: string, key: string | undefined, resource: string): string {
    if (isTooLong(key ?? '')) throw new S3Error('KeyTooLongError', 'Your key is too long');
    return join(this.getBucketPath(bucket), `${key ? pathOf(key) : ''}._S3rver_${resource}`);
  }

  async listObjects(bucket: string, options: ListOptions) {
    const { delimiter = '', startAfter = '', prefix = '', maxKeys = Number.POSITIVE_INFINITY } = options;
    const folder = this.getBucketPath(bucket);
    const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(OBJECT));
    const all = files
      .map((path) => keyOf(path.slice(0, -OBJECT.length)))
      .filter((key) => key > startAfter && key.startsWith(prefix))
      .sort((a, b) => bytesOf(a).compare(bytesOf(b)));
    const groupOf = (key: string): string | undefined => {
      const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      return at === -1 ? undefined : key.slice(0, at + delimiter.length);
    };
    const keys = all.filter((key) => groupOf(key) === undefined);
    const found = await Promise.all(
      keys.slice(0, maxKeys).map(async (key) => ({
        key,
        // It may be gone by now.
        metadata: await this.getMetadata(bucket, key).catch(unlessMissing),
      })),
    );
    return {
      objects: found.flatMap(({ key, metadata }) =>
        metadata ? [new S3Object(bucket, key, null, metadata)] : [],
      ),
      commonPrefixes: [...new Set(all.flatMap((key) => groupOf(key) ?? []))],
      isTruncated: keys.length > maxKeys,
    };
  }

  async putObject({ bucket, key, content, metadata }: StoredObject): Promise<Written> {
    const written = await write(this.getResourcePath(bucket, key, 'object'), content);
    await this.putMetadata(bucket, key, metadata, written.md5);
    return written;
  }

  async putPart(bucket: string, uploadId: string, partNumber: string, content: Readable): Promise<Written> {
    const number = Number(partNumber);
    if (!Number.isInteger(number) || number < 1 || number > 10_000) {
      throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    }
    const path = join(await this.#uploadDir(bucket, uploadId), String(number));
    const written = await write(path, content);
    await writeFile(`${path}.md5`, written.md5);
    return written;
  }

  async putObjectMultipart(bucket: string, uploadId: string, parts: { number: number }[]): Promise<Written> {
    const folder = await this.#uploadDir(bucket, uploadId);
    const key = await readFile(join(folder, 'key'), 'utf8');
    const metadata = JSON.parse(await readFile(join(folder, 'metadata'), 'utf8'));
    const paths = parts
      .map(({ number }) => Number(number))
      .sort((a, b) => a - b)
      .map((number) => join(folder, String(number)));
    await Promise.all(paths.map((path) => access(path))).catch(() => {
      throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    });
    const content = Readable.from(concatenated(paths));
    const written = await this.putObject(new S3Object(bucket, key, content, metadata));
    await rm(folder, { recursive: true });
    return written;
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    const paths = KEPT.map((resource) => this.getResourcePath(bucket, key, resource));
    await Promise.all(paths.map((path) => unlink(path).catch(unlessMissing)));
    const top = this.getBucketPath(bucket);
    for (let folder = dirname(paths[0] ?? top); folder.length > top.length; folder = dirname(folder)) {
      const isEmpty = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!isEmpty) return;
    }
  }

  /** An id comes from the caller. */
  async #uploadDir(bucket: string, uploadId: string): Promise<string> {
    const folder = join(this.getResourcePath(bucket, undefined, 'uploads'), uploadId);
    const isThere =
      /^[0-9a-f]+$/.test(uploadId) &&
      (await access(folder).then(
        () => true,
        () => false,
      ));
    if (!isThere) throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.');
    return folder;
  }
}

async function write(path: string, content: Readable | Buffer): Promise<Written> {
  const md5 = createHash('md5');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      md5.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const beside = join(dirname(path), `.${randomUUID()}`);
  await mkdir(dirname(path), { recursive: true });
  try {
    const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
    await pipeline(source, measure, createWriteStream(beside));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return { size, md5: md5.digest('hex') };
}

async function* concatenated(paths: string[]): AsyncGenerator<Buffer> {
  for (const path of paths) yield* createReadStream(path);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
