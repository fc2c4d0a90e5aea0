import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { REJECTS_HEADER } from '../csv/rejects.ts';
import type { Store } from '../lib/store.ts';
import {
  CHUNK_PREFIX,
  type ChunkItem,
  type ImportItem,
  PREVIEW_PREFIX,
  partKey,
  rejectsKey,
} from './imports.ts';

/** Parts of the upload in memory at once, 5 MiB each. */
const PARTS_IN_MEMORY = 2;
/** Without it, some spreadsheets take UTF-8 for Windows-1252. */
const BOM = '\ufeff';

/** Puts the rejects of an import's chunks together in one file, in the order of the lines; memory stays flat. */
export async function writeRejects(
  { pk: importId, dryRun = false, rejectsBom = false }: Pick<ImportItem, 'pk' | 'dryRun' | 'rejectsBom'>,
  store: Pick<Store, 'client' | 'imports' | 's3' | 'bucket'>,
): Promise<void> {
  const upload = new Upload({
    client: store.s3,
    queueSize: PARTS_IN_MEMORY,
    params: {
      Bucket: store.bucket,
      Key: rejectsKey(importId, dryRun),
      Body: Readable.from(rejects(importId, dryRun, rejectsBom, store), { objectMode: false }),
      ContentType: 'text/csv; charset=utf-8',
      ContentDisposition: `attachment; filename="rejects-${importId}.csv"`,
    },
  });
  await upload.done();
}

async function* rejects(
  importId: string,
  dryRun: boolean,
  withBom: boolean,
  { client, imports, s3, bucket }: Pick<Store, 'client' | 'imports' | 's3' | 'bucket'>,
): AsyncGenerator<Buffer> {
  const prefix = dryRun ? PREVIEW_PREFIX : CHUNK_PREFIX;
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
  for await (const { Items = [] } of pages) {
    for (const { sk, rejected } of Items as ChunkItem[]) {
      if (rejected === 0) continue;
      const key = partKey(importId, Number(sk.slice(prefix.length)), dryRun);
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      yield* Body as Readable;
    }
  }
}
