import { randomUUID } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { batchGet, documentClient } from '@orderflow/idempotency';
import type { WrittenObject } from '@orderflow/lambda';
import { type CreateImport, type ImportChunk, isImportChunk, parse } from '@orderflow/validation';
import type { ImportedOrder } from '../src/csv/orders/importedOrder.ts';
import { sendChunks } from '../src/lib/chunkQueue.ts';
import type { Store } from '../src/lib/store.ts';
import { createImport } from '../src/models/createImport.ts';
import { importChunk } from '../src/models/importChunk.ts';
import { findImport, type ImportItem, incomingKey, rejectsKey } from '../src/models/imports.ts';
import { planAgain } from '../src/models/planAgain.ts';
import { planImport } from '../src/models/planImport.ts';

export const NOW = new Date('2026-11-21T12:00:00.000Z');
export const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note,createdAt\n';

Object.assign(process.env, {
  CHUNK_BYTES: '400',
  CHUNK_RECORDS: '1000',
  MIN_ROWS_PER_SECOND: '100000',
  MAX_ROWS_PER_SECOND: '100000',
  LAG_SECONDS: '0',
  CREATED_AT_PAST_DAYS: '3653',
  CREATED_AT_FUTURE_DAYS: '1',
  MAX_IMPORT_BYTES: '100000',
  PLAN_RUN_BYTES: '100000',
  PLAN_RUN_SECONDS: '60',
  PLAN_AHEAD_CHUNKS: '1000',
  UPLOAD_EXPIRY_SECONDS: '3600',
  IMPORTS_FOR: 'anyone',
});

/** The clients that an import uses. */
export interface Clients {
  client: ReturnType<typeof documentClient>;
  s3: S3Client;
  sqs: SQSClient;
}

export const newClients = (): Clients => ({
  client: documentClient(),
  s3: new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
  sqs: new SQSClient({ useQueueUrlAsEndpoint: false }),
});

export const clients = newClients();

const storeOf = ({ client, s3 }: Clients): Store => ({
  client,
  s3,
  imports: 'orderflow-local-imports',
  orders: 'orderflow-local-orders',
  users: 'orderflow-local-users',
  inventory: 'orderflow-local-inventory',
  bucket: 'orderflow-local-imports',
});

export const store = storeOf(clients);

/** Gives this test file its own queues: for chunks, and for files that are planned again. */
export async function ownQueues(): Promise<void> {
  for (const name of ['chunks', 'files']) {
    const queue = new CreateQueueCommand({ QueueName: `${name}-${randomUUID()}` });
    process.env[`IMPORT_${name.toUpperCase()}_QUEUE_URL`] = (await clients.sqs.send(queue)).QueueUrl;
  }
}

/** Announces an import of a principal, and uploads its file. */
export async function announce(
  text: string | Buffer,
  content: Partial<CreateImport> = {},
  principal = 'ann',
): Promise<{ importId: string; file: WrittenObject }> {
  const importId = randomUUID();
  const context = { correlationId: importId, now: NOW };
  const by = { principal, scopes: new Set<string>() };
  await createImport(importId, by, { fileName: 'a.csv', ...content }, context, store);
  return { importId, file: await upload(text, incomingKey(importId)) };
}

/** Puts a file into the bucket; returns what S3 would tell about it. */
export async function upload(
  text: string | Buffer,
  key = `incoming/${randomUUID()}/orders.csv`,
  more: { ContentEncoding?: string } = {},
): Promise<WrittenObject> {
  const put = new PutObjectCommand({
    Bucket: store.bucket,
    Key: key,
    Body: typeof text === 'string' ? Buffer.from(text) : text,
    ...more,
  });
  const { ETag = '' } = await clients.s3.send(put);
  return { bucket: store.bucket, key, etag: ETag, sequencer: randomUUID() };
}

export const plan = (
  file: WrittenObject,
  by = clients,
  beforeSending: () => Promise<void> = async () => {},
): Promise<ImportItem> =>
  planImport(file, NOW, storeOf(by), {
    send: async (chunks) => {
      await beforeSending();
      await sendChunks(chunks, by.sqs);
    },
    undo: (chunks) => sendChunks(chunks, by.sqs),
    again: (upload, delaySeconds) => planAgain(upload, store.bucket, by.sqs, delaySeconds),
  });

/** Takes all messages from the chunk queue. */
export async function takeChunks(): Promise<ImportChunk[]> {
  const QueueUrl = process.env['IMPORT_CHUNKS_QUEUE_URL'];
  const taken: ImportChunk[] = [];
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return taken.sort((a, b) => a.index - b.index);
    for (const { Body = '', ReceiptHandle } of Messages) {
      taken.push(parse(isImportChunk, JSON.parse(Body)));
      await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

export const runChunk = (chunk: ImportChunk, by = clients, now = NOW): Promise<ImportItem> =>
  importChunk(chunk, now, storeOf(by));

/** Imports a file from upload to end. */
export async function importText(text: string | Buffer, key?: string): Promise<ImportItem> {
  const { pk } = await plan(await upload(text, key));
  for (const chunk of await takeChunks()) await runChunk(chunk);
  return stateOf(pk);
}

export async function stateOf(importId: string): Promise<ImportItem> {
  const item = await findImport(importId, store);
  if (!item) throw new Error(`no import ${importId}`);
  return item;
}

export const rowsOf = ({ read, created, duplicate, rejected }: ImportItem) => ({
  read,
  created,
  duplicate,
  rejected,
});

export async function rejectsOf(importId: string): Promise<string | undefined> {
  try {
    const get = new GetObjectCommand({ Bucket: store.bucket, Key: rejectsKey(importId) });
    return await (await clients.s3.send(get)).Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** The orders with these ids, by id. */
export async function ordersOf(ids: string[]): Promise<ImportedOrder[]> {
  const keys = [...new Set(ids)].map((pk) => ({ pk }));
  const found = await batchGet<ImportedOrder>(store.client, store.orders, keys);
  return found.sort((a, b) => (a.pk < b.pk ? -1 : 1));
}
