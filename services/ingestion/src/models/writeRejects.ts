import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { REJECTS_HEADER } from '../csv/rejects/rejectLine.ts';
import type { Store } from '../lib/store.ts';
import {
  CHUNK_PREFIX,
  type ChunkItem,
  type ImportItem,
  keptKey,
  keptPartKey,
  numberIn,
  PREVIEW_PREFIX,
  partKey,
  rejectsKey,
  UNDO_PREFIX,
} from './imports.ts';

/** Parts of the upload in memory at once, 5 MiB each. */
const PARTS_IN_MEMORY = 2;
/**
 * How much one call can combine in its time: this many chunks with rejects, which no file of 5 GiB has, and this many
 * bytes. The rest stays in the parts.
 */
const LIMITS = { chunks: 10_000, bytes: 10 * 1024 ** 3 };
/** Without it, some spreadsheets read UTF-8 as Windows-1252. */
const BOM = '\ufeff';

/** Where the parts are, and where the combined file goes. */
interface Rejects {
  importId: string;
  /** The key prefix of the chunks' marks. */
  prefix: string;
  partKey(index: number): string;
  key: string;
  fileName: string;
  /** It begins with a byte order mark. */
  withBom?: boolean | undefined;
}

type RejectsStore = Pick<Store, 'client' | 'imports' | 's3' | 'bucket'>;

/** Combines the rejects of an import's chunks into one file, in the order of the lines. */
export const writeRejects = (
  { pk, dryRun = false, rejectsBom }: Pick<ImportItem, 'pk' | 'dryRun' | 'rejectsBom'>,
  store: RejectsStore,
  limits = LIMITS,
): Promise<void> =>
  putTogether(
    {
      importId: pk,
      prefix: dryRun ? PREVIEW_PREFIX : CHUNK_PREFIX,
      partKey: (index) => partKey(pk, index, dryRun),
      key: rejectsKey(pk, dryRun),
      fileName: `rejects-${pk}.csv`,
      withBom: rejectsBom,
    },
    store,
    limits,
  );

/** The same for the orders that an undo kept. */
export const writeKept = (
  { pk, rejectsBom }: Pick<ImportItem, 'pk' | 'rejectsBom'>,
  store: RejectsStore,
): Promise<void> =>
  putTogether(
    {
      importId: pk,
      prefix: UNDO_PREFIX,
      partKey: (index) => keptPartKey(pk, index),
      key: keptKey(pk),
      fileName: `kept-${pk}.csv`,
      withBom: rejectsBom,
    },
    store,
  );

/** Memory stays flat. */
async function putTogether(rejects: Rejects, store: RejectsStore, limits = LIMITS): Promise<void> {
  const upload = new Upload({
    client: store.s3,
    queueSize: PARTS_IN_MEMORY,
    params: {
      Bucket: store.bucket,
      Key: rejects.key,
      Body: Readable.from(partsOf(rejects, store, limits), { objectMode: false }),
      ContentType: 'text/csv; charset=utf-8',
      ContentDisposition: `attachment; filename="${rejects.fileName}"`,
    },
  });
  await upload.done();
}

async function* partsOf(
  { importId, prefix, partKey, withBom }: Rejects,
  { client, imports, s3, bucket }: RejectsStore,
  limits: typeof LIMITS,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${withBom ? BOM : ''}${REJECTS_HEADER}`);
  const pages = paginateQuery(
    { client },
    {
      TableName: imports,
      KeyConditionExpression: 'pk = :importId AND begins_with(sk, :chunk)',
      ExpressionAttributeValues: { ':importId': importId, ':chunk': prefix },
      ConsistentRead: true,
    },
  );
  let { chunks, bytes } = limits;
  for await (const { Items = [] } of pages) {
    for (const { sk, rejected } of Items as Pick<ChunkItem, 'sk' | 'rejected'>[]) {
      if (rejected === 0) continue;
      if (chunks-- === 0 || bytes <= 0) return;
      const key = partKey(numberIn(sk, prefix));
      const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      bytes -= ContentLength;
      yield* Body as Readable;
    }
  }
}
