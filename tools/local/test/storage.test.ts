import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers } from '../src/processes/answers.ts';

const Bucket = 'imports';
const secretAccessKey = 'of-this-copy';
/** Bytes that a file may have here: the disk is full then. */
const FULL_AFTER = 2_000_000;

let storage: ChildProcess;
let home: string;
let endpoint: string;
let s3: S3Client;

const clientWith = (secret: string) =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'local', secretAccessKey: secret },
  });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'orderflow-storage-'));
  const port = await freePort();
  endpoint = `http://127.0.0.1:${port}`;
  const server = join(import.meta.dirname, '../src/engines/storageServer.ts');
  // In a shell for its limit on the size of files, in blocks of 512 bytes or 1,024.
  const command = `ulimit -f ${Math.floor(FULL_AFTER / 1_024)}; exec "$0" --openssl-legacy-provider "$1"`;
  storage = spawn('bash', ['-c', command, process.execPath, server], {
    env: {
      ...process.env,
      STORAGE_PORT: String(port),
      STORAGE_DIRECTORY: join(home, 'storage'),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL_S3: endpoint,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await answers(endpoint))) await sleep(50);
  s3 = clientWith(secretAccessKey);
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  storage.kill();
  await rm(home, { recursive: true });
});

const put = (Key: string, Body: string | Buffer = 'x') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const list = async (more: object = {}) => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, ...more }));
  return Contents.map(({ Key = '' }) => Key);
};

test('any key is the name of one object in its bucket', async () => {
  const keys = [
    'incoming/plain.csv',
    `incoming/${'n'.repeat(244)}`,
    'k'.repeat(1_024),
    'é'.repeat(512),
    'incoming/a b+c%2F.csv',
    'x._S3rver_object',
    'x._S3rver_object/y',
    'folder/',
  ];
  for (const key of keys) await put(key, key);
  for (const key of keys) expect(await read(key)).toBe(key);
  const sorted = keys.toSorted((a, b) => Buffer.from(a).compare(Buffer.from(b)));
  expect(await list()).toEqual(sorted);
  expect(await list({ Prefix: 'incoming/', MaxKeys: 1 })).toEqual(['incoming/a b+c%2F.csv']);
  for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  expect(await list()).toEqual([]);
  expect(await readdir(join(home, 'storage', Bucket))).toEqual([]);
});

test('a key with dots and slashes leads nowhere else', async () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
  const status = (path: string, method = 'PUT') => rawStatus(path, method, authorization);
  expect(await status('/imports/incoming/../../outside.csv')).not.toBe(500);
  expect(await status('/imports/%2e%2e/%2e%2e/outside.csv')).not.toBe(500);
  expect(await status('/%2e%2e/outside.csv')).toBe(400);
  expect(await status('/..%2foutside', 'GET')).toBe(400);
  const everywhere = await readdir(home, { recursive: true });
  const outside = everywhere.filter(
    (path) => path.includes('outside') && !path.startsWith(`storage/${Bucket}/`),
  );
  expect(outside).toEqual([]);
});

test('a key over 1,024 bytes is refused as S3 does', async () => {
  await expect(put('k'.repeat(1_025))).rejects.toMatchObject({ name: 'KeyTooLongError' });
});

test('what the file system refuses is an answer: the object stays as it was, and the next one is taken', async () => {
  await put('big.csv', 'first');
  await expect(put('big.csv', Buffer.alloc(FULL_AFTER * 3))).rejects.toMatchObject({ name: 'InternalError' });
  expect(await read('big.csv')).toBe('first');
  await writeFile(join(home, 'storage', Bucket, 'file'), 'where a folder has to be');
  await expect(put('file/below.csv')).rejects.toMatchObject({ name: 'InternalError' });
  await put('after.csv', 'fine');
  expect(await read('after.csv')).toBe('fine');
});

test('parts become one object; those of an upload that does not exist are refused', async () => {
  const Key = 'incoming/parts.csv';
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = { Bucket, Key, UploadId };
  for (const [at, Body] of ['one,', 'two'].entries()) {
    await s3.send(new UploadPartCommand({ ...part, PartNumber: at + 1, Body }));
  }
  const complete = (numbers: number[], more = {}) =>
    s3.send(
      new CompleteMultipartUploadCommand({
        ...part,
        ...more,
        MultipartUpload: { Parts: numbers.map((PartNumber) => ({ PartNumber, ETag: 'x' })) },
      }),
    );
  await expect(complete([1, 3])).rejects.toMatchObject({ name: 'InvalidPart' });
  await expect(complete([1], { UploadId: '../../..' })).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await complete([2, 1]);
  expect(await read(Key)).toBe('one,two');
});

describe('a page of another origin', () => {
  const upload = async (secret: string, origin: string, method = 'PUT') => {
    const url = await getSignedUrl(clientWith(secret), new PutObjectCommand({ Bucket, Key: 'page.csv' }));
    const headers = { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'PUT' }) };
    return fetch(url, { method, headers, ...(method === 'PUT' && { body: 'of a page' }) });
  };

  test('uploads with a presigned URL where the bucket’s CORS rules allow it, as on AWS', async () => {
    const shop = 'https://shop.example';
    expect((await upload(secretAccessKey, shop, 'OPTIONS')).status).toBe(403);
    const CORSRules = [{ AllowedOrigins: [shop], AllowedMethods: ['PUT'], AllowedHeaders: ['*'] }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect((await upload(secretAccessKey, shop, 'OPTIONS')).status).toBe(200);
    expect((await upload(secretAccessKey, 'https://evil.example', 'OPTIONS')).status).toBe(403);
    const done = await upload(secretAccessKey, shop);
    expect([done.status, done.headers.get('access-control-allow-origin')]).toEqual([200, shop]);
    expect(await read('page.csv')).toBe('of a page');
  });

  test('gets in neither with a URL that it signed itself nor with any header', async () => {
    expect((await upload('local', 'https://shop.example')).status).toBe(403);
    const headers = { origin: 'https://shop.example', authorization: 'AWS4-HMAC-SHA256 Credential=local/x' };
    expect((await fetch(`${endpoint}/imports/x`, { method: 'PUT', headers, body: 'x' })).status).toBe(403);
    const form = { method: 'POST', headers: { origin: 'null' }, body: new URLSearchParams({ key: 'x' }) };
    expect((await fetch(`${endpoint}/imports`, form)).status).toBe(403);
  });
});

/** The path as it is: fetch would take the dots out. */
async function rawStatus(path: string, method: string, authorization: string): Promise<number> {
  const { request } = await import('node:http');
  const { hostname, port } = new URL(endpoint);
  const headers = { authorization, 'x-amz-date': '20260101T000000Z', 'content-length': 0 };
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) =>
      resolve(response.resume().statusCode ?? 0),
    )
      .on('error', reject)
      .end();
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
